"""Closing a bundle with a phrase: the published age format, so that any age program opens it without this product.

The key comes from the phrase by scrypt and closes the content in pieces of 64 KiB with ChaCha20-Poly1305, each with
its number and the last one with its mark, so that nothing can be cut off, moved or altered. Sounds of any length are
closed and opened piece by piece.

Source: The age file encryption format, version 1 (C2SP, c2sp.org/age); RFC 7914, RFC 8439, RFC 5869.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
import secrets
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.utils.translation import gettext as _

from manantial.exchange.bundles.packet import BundleRefused

_VERSION = b"age-encryption.org/v1"
_LABEL = b"age-encryption.org/v1/scrypt"
_PIECE = 64 * 1024
_TAG = 16
WORK = 16  # 2^16 rounds of scrypt: 64 MB and a quarter of a second on an old laptop
_MOST_WORK = 19  # half a gigabyte: more is refused rather than tried
_HEADER = re.compile(
    rb"age-encryption\.org/v1\n-> scrypt ([A-Za-z0-9+/]{22}) ([1-9][0-9]?)\n([A-Za-z0-9+/]{43})\n---"
    rb" ([A-Za-z0-9+/]{43})\n"
)


def seal(pieces: Iterable[bytes], phrase: str, *, work: int = WORK) -> Iterator[bytes]:
    """Yield the closed file of some content; the phrase is used as it is typed, without the spaces around it.

    ``work`` is the power of two of the rounds that each guess of the phrase costs; the file says it to who opens it.
    """
    file_key, salt, nonce = secrets.token_bytes(16), secrets.token_bytes(16), secrets.token_bytes(16)
    wrapped = ChaCha20Poly1305(_wrapping(phrase, salt, work)).encrypt(bytes(12), file_key, None)
    head = b"%s\n-> scrypt %s %d\n%s\n---" % (_VERSION, _text(salt), work, _text(wrapped))
    yield b"%s %s\n%s" % (head, _text(_mac(file_key, head)), nonce)
    box, number, waiting = ChaCha20Poly1305(_derived(file_key, nonce, b"payload")), 0, bytearray()
    for piece in pieces:
        waiting += piece
        while len(waiting) > _PIECE:  # the last piece is only known when nothing follows
            yield box.encrypt(_nonce(number, last=False), bytes(waiting[:_PIECE]), None)
            del waiting[:_PIECE]
            number += 1
    yield box.encrypt(_nonce(number, last=True), bytes(waiting), None)


def is_sealed(path: Path) -> bool:
    """Whether a file was closed with a phrase."""
    with path.open("rb") as file:
        return file.read(len(_VERSION)) == _VERSION


def unseal(path: Path, phrase: str, target: Path) -> None:
    """Write the content of a closed file to `target`; raises BundleRefused for another phrase or a cut file."""
    with path.open("rb") as file, target.open("wb") as out:
        box = _opened(file, phrase)
        number, piece = 0, file.read(_PIECE + _TAG)
        while True:
            following = file.read(_PIECE + _TAG)
            try:
                out.write(box.decrypt(_nonce(number, last=not following), piece, None))
            except InvalidTag as error:
                raise BundleRefused(_("El paquete cerrado está incompleto o alterado. No se tomó nada.")) from error
            if not following:
                return
            number, piece = number + 1, following


def _opened(file: IO[bytes], phrase: str) -> ChaCha20Poly1305:
    start = file.read(512)
    found = _HEADER.match(start)
    if found is None or not 1 <= int(found[2]) <= _MOST_WORK:
        raise BundleRefused(_("El paquete está cerrado de una manera que aquí no se abre. No se tomó nada."))
    wrapping = _wrapping(phrase, _bytes(found[1]), int(found[2]))
    try:
        file_key = ChaCha20Poly1305(wrapping).decrypt(bytes(12), _bytes(found[3]), None)
    except InvalidTag as error:
        raise BundleRefused(_("La frase no es la de este paquete. No se tomó nada. Escríbala otra vez.")) from error
    head = start[: found.start(4) - 1]
    nonce = start[found.end() : found.end() + 16]
    if not hmac.compare_digest(_mac(file_key, head), _bytes(found[4])) or len(nonce) != 16:
        raise BundleRefused(_("El paquete cerrado está incompleto o alterado. No se tomó nada."))
    file.seek(found.end() + 16)
    return ChaCha20Poly1305(_derived(file_key, nonce, b"payload"))


def _wrapping(phrase: str, salt: bytes, work: int) -> bytes:
    return hashlib.scrypt(
        phrase.strip().encode(),
        salt=_LABEL + salt,
        n=1 << work,
        r=8,
        p=1,
        dklen=32,
        maxmem=(1 << work) * 1100 + (1 << 16),
    )


def _mac(file_key: bytes, head: bytes) -> bytes:
    return hmac.new(_derived(file_key, b"", b"header"), head, hashlib.sha256).digest()


def _derived(file_key: bytes, salt: bytes, about: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=salt, info=about).derive(file_key)


def _nonce(number: int, *, last: bool) -> bytes:
    return number.to_bytes(11) + (b"\x01" if last else b"\x00")


def _text(content: bytes) -> bytes:
    return base64.b64encode(content).rstrip(b"=")


def _bytes(text: bytes) -> bytes:
    return base64.b64decode(text + b"=" * (-len(text) % 4))
