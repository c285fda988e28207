"""What this home is to providers that let programs in by permission: kept sealed, once for everybody."""

from __future__ import annotations

import json

from counterpoint.adapters.storage.home import home_folder
from counterpoint.adapters.storage.models import OAuthClientRow
from counterpoint.adapters.storage.models.keys import PersonKeyRow
from counterpoint.adapters.storage.sealing import key_named, open_sealed, seal, wrapping_key
from counterpoint.domain.agenda import OAuthClient


def client_of(provider: str) -> OAuthClient | None:
    """None where none is registered here. Raises CannotOpen."""
    row = OAuthClientRow.objects.filter(provider=provider).first()
    if row is None:
        return None
    text = open_sealed(key_named(home_folder(), row.under), row.sealed, bound_to=_place(provider))
    said = json.loads(text)
    return OAuthClient(said["id"], said["secret"])


def has_client(provider: str) -> bool:
    return OAuthClientRow.objects.filter(provider=provider).exists()


def keep_client(provider: str, client: OAuthClient) -> None:
    """Takes the place of the one before."""
    key = wrapping_key(home_folder(), used=PersonKeyRow.objects.exists() or OAuthClientRow.objects.exists())
    text = json.dumps({"id": client.id, "secret": client.secret})
    sealed = seal(key, text, bound_to=_place(provider))
    OAuthClientRow.objects.update_or_create(provider=provider, defaults={"under": key.id, "sealed": sealed})


def _place(provider: str) -> str:
    return f"oauth-client/{provider}"
