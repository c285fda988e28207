"""The key by which push services know this Counterpoint, and what it signs (RFC 8292, VAPID).

Browsers bind a subscription to the public key that they were given. So there is one for each installation,
it is in every backup, and nothing here ever puts another one in its place.
"""

from __future__ import annotations

import base64
import json
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)

from counterpoint.adapters.post.push_sealing import CURVE, point_of
from counterpoint.adapters.storage.home import make_home, write_once
from counterpoint.domain.errors import CounterpointError
from counterpoint.domain.words import gettext as _

PUSH_KEY = "push.key"
HOLDS_FOR = timedelta(hours=12)
"""How long a signature is good; RFC 8292 §2 allows a day at most."""
_COORDINATE = 32


def push_key(home: Path) -> ec.EllipticCurvePrivateKey:
    """The installation's key, made at the first call, for its owner's eyes alone. Raises when damaged."""
    path = make_home(home) / PUSH_KEY
    if not path.exists():
        new = ec.generate_private_key(CURVE)
        write_once(
            path, new.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode().strip()
        )
    try:
        key = load_pem_private_key(path.read_bytes(), password=None)
    except ValueError as wrong:
        raise _damaged() from wrong
    if not isinstance(key, ec.EllipticCurvePrivateKey) or key.curve.name != CURVE.name:
        raise _damaged()
    return key


def public_part(key: ec.EllipticCurvePrivateKey) -> str:
    """What browsers are given, and what stands in a header: the point in base64url."""
    return as_base64url(point_of(key.public_key()))


def authorization(key: ec.EllipticCurvePrivateKey, endpoint: str, *, now: datetime, contact: str = "") -> str:
    """The header that shows a push service who sends (§3): who is meant, until when, whom to write to."""
    parts = urlsplit(endpoint)
    claims: dict[str, str | int] = {
        "aud": f"{parts.scheme}://{parts.netloc}",
        "exp": int((now + HOLDS_FOR).timestamp()),
    }
    if contact:
        claims["sub"] = contact
    return f"vapid t={_signed(key, claims)}, k={public_part(key)}"


def _signed(key: ec.EllipticCurvePrivateKey, claims: dict[str, str | int]) -> str:
    """A JSON Web Token under ES256 (RFC 7515, RFC 7518 §3.4)."""
    said = ".".join(_packed(each) for each in ({"typ": "JWT", "alg": "ES256"}, claims))
    numbers = decode_dss_signature(key.sign(said.encode(), ec.ECDSA(SHA256())))
    return f"{said}.{as_base64url(b''.join(each.to_bytes(_COORDINATE, 'big') for each in numbers))}"


def _packed(part: dict[str, str | int] | dict[str, str]) -> str:
    return as_base64url(json.dumps(part, separators=(",", ":")).encode())


def as_base64url(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def _damaged() -> CounterpointError:
    return CounterpointError(
        _("The key file “%(name)s” is damaged, so that no device can be reached.") % {"name": PUSH_KEY},
        advice=_(
            "Put “%(name)s” from a backup back into the home folder. Without one, move it away: "
            "a new one is made, and each device has to be turned on again."
        )
        % {"name": PUSH_KEY},
    )
