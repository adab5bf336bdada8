"""With which key a computer signs what it gives, and the words by which two people know that it is the same key."""

from __future__ import annotations

import hashlib
import os
import secrets

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from manantial.home import Home

_LISTED = """
agua barro cerro cielo copal danza espiga fuego grano hamaca hierba jarro lago leche lluvia luna
maíz mango milpa monte nube nopal olla palma papel pera piedra pino plato pozo puente queso
rama red río rosa sal semilla sierra silla sol sombra tambor tela tierra tigre trigo tuna
uva valle vela venado viento volcán zorro abeja ardilla búho cacao canasta coyote garza jícara maguey
"""
SHORTEST_PHRASE = 12  # letters: what is shorter can be guessed
_WORDS = tuple(_LISTED.split())  # 64, so that eight of them are 48 bits


def signing_key(home: Home) -> Ed25519PrivateKey:
    """The key of this computer, made the first time; readable by its owner only and in no backup."""
    if not home.signing_file.exists():
        made = Ed25519PrivateKey.generate().private_bytes_raw().hex()
        descriptor = os.open(home.signing_file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="ascii") as out:
            out.write(made)
    return Ed25519PrivateKey.from_private_bytes(bytes.fromhex(home.signing_file.read_text(encoding="ascii").strip()))


def public_key(home: Home) -> str:
    """The public key of this computer, hexadecimal."""
    return signing_key(home).public_key().public_bytes_raw().hex()


def is_signed(content: bytes, signature: bytes, key: str) -> bool:
    """Whether the holder of the key signed these bytes."""
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(key)).verify(signature, content)
    except (InvalidSignature, ValueError):
        return False
    return True


def words_of(key: str) -> str:
    """Eight words that stand for a key, to be compared by telephone or side by side."""
    number = int.from_bytes(hashlib.sha256(bytes.fromhex(key)).digest()[:6])
    return " ".join(_WORDS[number >> 6 * place & 63] for place in reversed(range(8)))


def proposed_phrase() -> str:
    """Eight words by chance, to close a bundle with: easy to write down, not to be guessed."""
    return " ".join(secrets.choice(_WORDS) for _ in range(8))
