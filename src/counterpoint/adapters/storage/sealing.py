"""Intimate text, sealed: AES-256-GCM with a key for each person, which the key file's key wraps.

The format is written down in docs/reference/sealed.md. Nothing here knows a table: what a text belongs to is
the `bound_to` that it is sealed with, and only with the very same does it open again (NIST SP 800-38D).
"""

from __future__ import annotations

import base64
import binascii
import os
import secrets
from dataclasses import dataclass, field
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from counterpoint.adapters.storage.home import make_home, write_once
from counterpoint.desk.ports import CannotOpen
from counterpoint.domain.words import gettext as _

KEY_FILE = "sealing.key"
VERSION = "s1"
_BITS, _NONCE = 256, 12


@dataclass(frozen=True, slots=True, repr=False)
class Key:
    """A key with the name under which what it sealed says so. It is made ready once for many texts."""

    id: str
    secret: bytes
    cipher: AESGCM = field(init=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "cipher", AESGCM(self.secret))

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
    if base64.urlsafe_b64encode(raw).decode() != packed:  # bits that no byte stands for
        raise CannotOpen(_("This was changed after it was sealed."))
    return open_bytes(key, raw, bound_to=bound_to).decode()


def seal_bytes(key: Key, raw: bytes, *, bound_to: str) -> bytes:
    nonce = os.urandom(_NONCE)
    return nonce + key.cipher.encrypt(nonce, raw, bound_to.encode())


def open_bytes(key: Key, sealed: bytes, *, bound_to: str) -> bytes:
    """Raises CannotOpen."""
    try:
        return key.cipher.decrypt(sealed[:_NONCE], sealed[_NONCE:], bound_to.encode())
    except (InvalidTag, ValueError) as wrong:
        raise CannotOpen(_("This was changed after it was sealed.")) from wrong


def wrap(key: Key, outer: Key, person: object) -> bytes:
    """A person's key as it may stand in the database."""
    return seal_bytes(outer, key.secret, bound_to=_own(person, key.id))


def unwrap(wrapped: bytes, id: str, outer: Key, person: object) -> Key:
    """Raises CannotOpen."""
    return Key(id, open_bytes(outer, wrapped, bound_to=_own(person, id)))


def _own(person: object, key_id: str) -> str:
    return f"person-key/{person}/{key_id}"


# The key file: a line for each key, its id and the key in base64. The last one seals; all of them open.


def keys_in(home: Path) -> tuple[Key, ...]:
    """The keys of the key file, oldest first; none without a file. CannotOpen for a damaged one."""
    path = home / KEY_FILE
    if not path.exists():
        return ()
    try:
        lines = [line.split() for line in path.read_text(encoding="ascii").splitlines() if line.strip()]
        secrets_by_name = [(name, base64.b64decode(key, validate=True)) for name, key in lines]
    except (ValueError, UnicodeDecodeError) as wrong:
        raise _damaged() from wrong
    if any(len(secret) * 8 != _BITS for _name, secret in secrets_by_name):
        raise _damaged()
    return tuple(Key(name, secret) for name, secret in secrets_by_name)


def make_key_file(home: Path) -> tuple[Key, ...]:
    """The key file with a first key, for its owner's eyes alone (0600); of two at once the first counts."""
    key = new_key()
    write_once(make_home(home) / KEY_FILE, f"{key.id} {base64.b64encode(key.secret).decode()}")
    return keys_in(home)


def key_named(home: Path, id: str) -> Key:
    """The key of the key file that has this id. CannotOpen when there is none."""
    found = next((each for each in keys_in(home) if each.id == id), None)
    if found is None:
        raise key_is_missing()
    return found


def wrapping_key(home: Path, *, used: bool) -> Key:
    """The key that wraps new ones, made where none is `used` yet. A lost one is never replaced in silence."""
    keys = keys_in(home)
    if not keys and used:
        raise key_is_missing()
    return (keys or make_key_file(home))[-1]


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
