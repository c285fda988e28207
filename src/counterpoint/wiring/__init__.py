"""The one place where adapters meet use cases: a file for each thing that is wired.

Everything heavy is imported when it is first asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from counterpoint.wiring.addresses import (
    feed_of,
    feed_showing,
    make_feed,
    make_page_address,
    open_feed,
    open_page,
    page_address_of,
    revoke_feed,
    revoke_page_address,
    show_feed_as,
)
from counterpoint.wiring.calendars import (
    connects_accounts,
    fetches_feeds,
    may_say_at_home,
    read_agenda,
    reads_calendars,
)
from counterpoint.wiring.example_life import example, make_example, remove_example
from counterpoint.wiring.files import (
    as_document,
    everything_as_json,
    everything_from_json,
    from_document,
    life_as_toml,
    life_from_toml,
    plan_as_ics,
    plan_as_json,
    plan_from_files,
    planned_week_as_ics,
    read_life,
    read_task_list,
    starting_lives,
)
from counterpoint.wiring.home import choose_home, home_folder, open_storage, public_address, ready_storage
from counterpoint.wiring.invitations import (
    answer_as_ics,
    answer_as_mail,
    invitations_in,
    judge_invitations,
    read_invitations,
)
from counterpoint.wiring.know_yourself import instruments, support_text
from counterpoint.wiring.people import diary_of, has_owner, looking, opened_for, owner, sealed_for, whose
from counterpoint.wiring.permissions import (
    authorization_server,
    authorization_servers,
    authorizes,
    client_id_of,
    give_back,
    keep_client,
)
from counterpoint.wiring.post import (
    checks_services,
    open_confirmation,
    open_off,
    posts,
    push_public_key,
    send_soon,
    tell,
    ways_back,
)
from counterpoint.wiring.work import (
    handler_of,
    look_at_calendars,
    see_through,
    settle_wishes,
    warm_planner,
    warming_of,
)

if TYPE_CHECKING:
    from counterpoint.adapters.storage import accounts as accounts  # see __getattr__
    from counterpoint.adapters.storage import backups as backups
    from counterpoint.adapters.storage import restoring as restoring
    from counterpoint.adapters.storage import waiting as waiting
    from counterpoint.adapters.storage.models import Person as Person  # for others to name

__all__ = [
    "answer_as_ics",
    "answer_as_mail",
    "as_document",
    "authorization_server",
    "authorization_servers",
    "authorizes",
    "checks_services",
    "choose_home",
    "client_id_of",
    "connects_accounts",
    "diary_of",
    "everything_as_json",
    "everything_from_json",
    "example",
    "feed_of",
    "feed_showing",
    "fetches_feeds",
    "from_document",
    "give_back",
    "handler_of",
    "has_owner",
    "home_folder",
    "instruments",
    "invitations_in",
    "judge_invitations",
    "keep_client",
    "life_as_toml",
    "life_from_toml",
    "look_at_calendars",
    "looking",
    "make_example",
    "make_feed",
    "make_page_address",
    "may_say_at_home",
    "open_confirmation",
    "open_feed",
    "open_off",
    "open_page",
    "open_storage",
    "opened_for",
    "owner",
    "page_address_of",
    "plan_as_ics",
    "plan_as_json",
    "plan_from_files",
    "planned_week_as_ics",
    "posts",
    "public_address",
    "push_public_key",
    "read_agenda",
    "read_invitations",
    "read_life",
    "read_task_list",
    "reads_calendars",
    "ready_storage",
    "remove_example",
    "revoke_feed",
    "revoke_page_address",
    "sealed_for",
    "see_through",
    "send_soon",
    "settle_wishes",
    "show_feed_as",
    "starting_lives",
    "support_text",
    "tell",
    "warm_planner",
    "warming_of",
    "ways_back",
    "whose",
]

_WHOLE_ROOMS = ("accounts", "backups", "restoring", "waiting")


def __getattr__(name: str) -> Any:
    """`wiring.accounts` and the like: whole modules of the storage, imported at first use."""
    from importlib import import_module

    if name in _WHOLE_ROOMS:
        return import_module(f"counterpoint.adapters.storage.{name}")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
