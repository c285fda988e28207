"""The support map: who and what can step in, and for what. It is for the person's eyes alone."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Literal

SupportKind = Literal["person", "service", "place"]


@dataclass(frozen=True, slots=True)
class Support:
    """Somebody or something that can step in for some commitments or life domains; for none named, for any.

    `reach` says how to reach them, `when` when they are there, both in the person's own words.
    """

    id: str
    name: str
    kind: SupportKind = "person"
    commitment_ids: tuple[str, ...] = ()
    domain_ids: tuple[str, ...] = ()
    reach: str = ""
    when: str = ""
    notes: str = ""


def who_can_step_in(
    known: Iterable[Support], *, commitment_ids: Collection[str], domain_ids: Collection[str]
) -> tuple[Support, ...]:
    """Those for just these commitments first, then those for their life domains, then those for anything.

    Asked for nothing in particular, it is everybody.
    """
    everybody = tuple(known)
    if not commitment_ids and not domain_ids:
        return everybody
    nearness = {each.id: _nearness(each, commitment_ids, domain_ids) for each in everybody}
    near = [each for each in everybody if nearness[each.id] is not None]
    return tuple(sorted(near, key=lambda each: nearness[each.id] or 0))


def _nearness(each: Support, commitment_ids: Collection[str], domain_ids: Collection[str]) -> int | None:
    if set(each.commitment_ids) & set(commitment_ids):
        return 0
    if set(each.domain_ids) & set(domain_ids):
        return 1
    return None if each.commitment_ids or each.domain_ids else 2
