"""Accounts that are opened by permission: who gives it, and what this home is to them."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from counterpoint.desk.ports import Authorizes, Bearer, Diary
    from counterpoint.domain.agenda import OAuthClient
    from counterpoint.domain.agenda.authorization import AuthorizationServer


def authorization_server(key: str) -> AuthorizationServer:
    """The facts of a provider, with a stand-in's addresses where whoever runs this put one in its place.

    Raises NoSuchProvider.
    """
    from counterpoint.adapters.oauth import stand_in
    from counterpoint.domain.agenda.authorization import provider_by_permission

    server = provider_by_permission(key)
    base = stand_in(key)
    return server.at(base) if base else server


def authorization_servers() -> tuple[AuthorizationServer, ...]:
    """All that are known here."""
    from counterpoint.domain.agenda.authorization import PROVIDERS_BY_PERMISSION

    return tuple(map(authorization_server, PROVIDERS_BY_PERMISSION))


def client_id_of(key: str) -> str:
    """The client ID of this home there; "" where none is registered. Raises CannotOpen."""
    from counterpoint.adapters.storage.clients import client_of

    client = client_of(key)
    return client.id if client else ""


def keep_client(key: str, client: OAuthClient) -> None:
    from counterpoint.adapters.storage.clients import keep_client

    keep_client(key, client)


def authorizes(key: str) -> Authorizes:
    """What speaks with a provider as this home. Raises NoClient, CannotOpen, NoSuchProvider."""
    from counterpoint.adapters.oauth import OAuthServer
    from counterpoint.adapters.storage.clients import client_of
    from counterpoint.domain.agenda.authorization import no_client

    server, client = authorization_server(key), client_of(key)
    if client is None:
        raise no_client(server.name)
    return OAuthServer(server, client)


def give_back(diary: Diary, account_id: str, key: str) -> bool:
    """Tells a provider that an account's permission is no longer wanted; False where it could not be told."""
    from counterpoint.desk.permitting.keeping import give_back
    from counterpoint.domain.errors import CounterpointError

    try:
        asked = authorizes(key)
    except CounterpointError:
        return False
    return give_back(diary, account_id, authorizes=asked)


def bearer_of(diary: Diary, account_id: str, key: str, *, now: datetime) -> Bearer:
    """What hands out the tokens of an account. Raises as `authorizes` does."""
    from counterpoint.desk.permitting.keeping import KeptBearer

    return KeptBearer(diary, account_id, authorizes(key), now)
