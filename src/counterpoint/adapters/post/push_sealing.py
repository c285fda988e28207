"""What is pushed to a browser, sealed so that it alone reads it (RFC 8291, in the coding of RFC 8188).

Everything is padded to one length: whoever carries it learns that there was a message, and nothing of which.
"""

from __future__ import annotations

import os

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

CURVE = ec.SECP256R1()
LENGTH = 2048
"""Bytes of every message before it is sealed; push services take at least 4096 after it (RFC 8030 §7.2)."""
_RECORD = 4096
_LAST_RECORD = b"\x02"
_SALT, _SECRET, _KEY, _NONCE = 16, 32, 16, 12


def seal_for(
    receiver: bytes,
    secret: bytes,
    words: bytes,
    *,
    salt: bytes = b"",
    sender: ec.EllipticCurvePrivateKey | None = None,
    length: int = LENGTH,
) -> bytes:
    """The body of a push: a header with salt, record size and our key for this once, and one sealed record.

    `receiver` is the browser's public point, `secret` what it shared besides. `salt` and `sender` are new for
    every message; they are named only to follow an example. Raises ValueError for a point that is none, and
    for more words than `length`.
    """
    if len(words) >= length:
        raise ValueError("too long")
    salt, sender = salt or os.urandom(_SALT), sender or ec.generate_private_key(CURVE)
    ours = point_of(sender.public_key())
    shared = sender.exchange(ec.ECDH(), ec.EllipticCurvePublicKey.from_encoded_point(CURVE, receiver))
    root = _derived(shared, secret, b"WebPush: info\0" + receiver + ours, _SECRET)
    key = _derived(root, salt, b"Content-Encoding: aes128gcm\0", _KEY)
    nonce = _derived(root, salt, b"Content-Encoding: nonce\0", _NONCE)
    padded = (words + _LAST_RECORD).ljust(length, b"\0")
    header = salt + _RECORD.to_bytes(4, "big") + bytes([len(ours)]) + ours
    return header + AESGCM(key).encrypt(nonce, padded, None)


def point_of(key: ec.EllipticCurvePublicKey) -> bytes:
    """A public key as the uncompressed point that browsers speak of."""
    return key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def _derived(secret: bytes, salt: bytes, info: bytes, length: int) -> bytes:
    return HKDF(algorithm=SHA256(), length=length, salt=salt, info=info).derive(secret)
