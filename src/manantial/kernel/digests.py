"""Fingerprints: SHA-256 of bytes, streams and files, and the one JSON spelling that is worth fingerprinting."""

import hashlib
import json
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from pathlib import Path
from typing import IO, Any
from uuid import UUID

_CHUNK = 1 << 20


def sha256_bytes(data: bytes) -> str:
    """SHA-256 of the bytes as 64 lower-case hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def sha256_stream(stream: IO[bytes]) -> str:
    """SHA-256 of what is left of a binary stream, read in pieces of one mebibyte."""
    digest = hashlib.sha256()
    while chunk := stream.read(_CHUNK):
        digest.update(chunk)
    return digest.hexdigest()


def sha256_file(path: Path | str) -> str:
    """SHA-256 of a file; OSError when it cannot be read."""
    with Path(path).open("rb") as stream:
        return sha256_stream(stream)


def canonical_json(value: Any) -> bytes:
    """One and only one UTF-8 spelling of a value: sorted keys, no spaces, accents as they are.

    Identifiers, dates, decimals and enumerations are written as their text. TypeError for anything else that JSON
    does not know, ValueError for infinities and not-a-number.
    """
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":"), default=_plain)
    return text.encode()


def brief_digest(value: Any) -> str:
    """Twelve letters that tell whether a value is still the one somebody saw. No secret, no proof."""
    return sha256_bytes(canonical_json(value))[:12]


def _plain(value: object) -> object:
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, UUID | Decimal):
        return str(value)
    raise TypeError(f"{type(value).__name__} has no canonical spelling")
