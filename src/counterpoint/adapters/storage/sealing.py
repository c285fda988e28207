"""Intimate text, sealed: AES-256-GCM with a key for each person, which the key file's key wraps.

The format is written down in docs/reference/sealed.md. Nothing here knows a table: what a text belongs to is
the `bound_to` that it is sealed with, and only with the very same does it open again (NIST SP 800-38D).
"""

from __future__ import annotations

import base64
import binascii
import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from counterpoint.adapters.storage.home import make_home, write_once
from counterpoint.domain.errors import CounterpointError
from counterpoint.domain.words import gettext as _

KEY_FILE = "sealing.key"
VERSION = "s1"
_BITS, _NONCE = 256, 12


class CannotOpen(CounterpointError):
    """A sealed text that its key does not open, or whose key is not here."""


@dataclass(frozen=True, slots=True, repr=False)
class Key:
    """A key with the name under which what it sealed says so."""

    id: str
    secret: bytes

    def __repr__(self) -> str:
        return f"Key({self.id})"


def new_key() -> Key:
    return Key(secrets.token_hex(4), AESGCM.generate_key(_BITS))


def seal(key: Key, words: str, *, bound_to: str) -> str:
    """The text as nobody without the key can read it: ``s1.<key id>.<base64url of nonce and ciphertext>``."""
    packed = base64.urlsafe_b64encode(seal_bytes(key, words.encode(), bound_to=bound_to))
    return f"{VERSION}.{key.id}.{packed.decode()}"


def open_sealed(key: Key, sealed: str, *, bound_to: str) -> str:
    """What `seal` was given. CannotOpen for another key, another binding, or a changed text."""
    version, _dot, rest = sealed.partition(".")
    key_id, _dot, packed = rest.partition(".")
    if version != VERSION or key_id != key.id:
        raise CannotOpen(_("This was sealed with another key than the one that is here."))
    try:
        raw = base64.b64decode(packed, altchars=b"-_", validate=True)
    except (binascii.Error, ValueError) as wrong:
        raise CannotOpen(_("This was changed after it was sealed.")) from wrong
    return open_bytes(key, raw, bound_to=bound_to).decode()


def seal_bytes(key: Key, raw: bytes, *, bound_to: str) -> bytes:
    nonce = os.urandom(_NONCE)
    return nonce + AESGCM(key.secret).encrypt(nonce, raw, bound_to.encode())


def open_bytes(key: Key, sealed: bytes, *, bound_to: str) -> bytes:
    """Raises CannotOpen."""
    try:
        return AESGCM(key.secret).decrypt(sealed[:_NONCE], sealed[_NONCE:], bound_to.encode())
    except (InvalidTag, ValueError) as wrong:
        raise CannotOpen(_("This was changed after it was sealed.")) from wrong


# The key file: a line for each key, its id and the key in base64. The last one seals; all of them open.


def keys_in(home: Path) -> tuple[Key, ...]:
    """The keys of the key file, oldest first; none without a file. CannotOpen for a damaged one."""
    path = home / KEY_FILE
    if not path.exists():
        return ()
    try:
        lines = [line.split() for line in path.read_text(encoding="ascii").splitlines() if line.strip()]
        keys = tuple(Key(name, base64.b64decode(key, validate=True)) for name, key in lines)
    except (ValueError, UnicodeDecodeError) as wrong:
        raise _damaged() from wrong
    if any(len(each.secret) * 8 != _BITS for each in keys):
        raise _damaged()
    return keys


def make_key_file(home: Path) -> tuple[Key, ...]:
    """The key file with a first key, for its owner's eyes alone (0600); of two at once the first counts."""
    key = new_key()
    write_once(make_home(home) / KEY_FILE, f"{key.id} {base64.b64encode(key.secret).decode()}")
    return keys_in(home)


def key_is_missing() -> CannotOpen:
    return CannotOpen(
        _("The key for sealed text is not in the file “%(name)s”.") % {"name": KEY_FILE}, advice=_put_back()
    )


def _damaged() -> CannotOpen:
    return CannotOpen(_("The key file “%(name)s” is damaged.") % {"name": KEY_FILE}, advice=_put_back())


def _put_back() -> str:
    return _("Put “%(name)s” from a backup back into the home folder; nothing of what is sealed is lost.") % {
        "name": KEY_FILE
    }
