"""What the two-week look and the monthly refinement show, gathered once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from counterpoint.desk.boundaries.ledger import WeekTold, ledger
from counterpoint.desk.matters.things import ranked_values
from counterpoint.desk.ports import Diary
from counterpoint.desk.reviews.looking_back import settled_check_ins
from counterpoint.domain.boundaries import Bend, ProtectedTime
from counterpoint.domain.boundaries.story import listed
from counterpoint.domain.energy import CheckIn
from counterpoint.domain.reviews import Estimate, Review
from counterpoint.domain.reviews.look import TWO_WEEKS
from counterpoint.domain.reviews.saying import dated, days
from counterpoint.domain.reviews.week import LEAST_DAYS, spillovers
from counterpoint.domain.timeline import DAY, Span, instant, local
from counterpoint.domain.values import Commitment, CoreValue, Season
from counterpoint.domain.words import gettext as _
from counterpoint.engines.statistics.levels import difference

A_MONTH, FOUR = timedelta(days=31), 4
HALF_A_POINT = 0.5
"""On the scale of 1 to 7: about half of the usual spread within one person."""


def fortnight_data(diary: Diary, review: Review, now: datetime) -> tuple[str, ...]:
    """What is known of two weeks: energy beside the two before, moments of conflict, what bent."""
    zone = diary.settings().thing.zone
    start = instant(review.first, time(0), zone)
    span = Span(start, max(start, min(now, instant(review.last + DAY, time(0), zone))))
    check_ins = [kept.thing for kept in diary.dated(CheckIn).within(span)]
    bends = [each for each in _bends(diary) if each.span.start in span]
    return (
        _energy_words(_energy_apart(diary, span, zone)),
        _conflict_words(check_ins, zone),
        _bend_words(bends, zone),
    )


def _bends(diary: Diary) -> list[Bend]:
    return [kept.thing for kept in diary.dated(Bend).all()]


def _energy_apart(diary: Diary, span: Span, zone: str) -> Estimate | None:
    """Energy of these two weeks less that of the two before; None where either has too few days."""
    said = settled_check_ins(diary, Span(span.start - TWO_WEEKS, span.end))
    by_day: dict[date, list[int]] = defaultdict(list)
    for each in said:
        if each.energy is not None:
            by_day[local(each.at, zone).date()].append(each.energy)
    turn = local(span.start, zone).date()
    late = sum(day >= turn for day in by_day)
    if late < LEAST_DAYS or len(by_day) - late < LEAST_DAYS:
        return None
    ordered = sorted(by_day)
    means = [sum(by_day[day]) / len(by_day[day]) for day in ordered]
    return difference([(day - turn).days for day in ordered], means, 0, step=1.0)


def _energy_words(apart: Estimate | None) -> str:
    if apart is None:
        return _("Energy: can’t tell yet. These two weeks or the two before have a word on too few days.")
    if apart.low > 0:
        return _("Energy was higher than in the two weeks before.")
    if apart.high < 0:
        return _("Energy was lower than in the two weeks before.")
    if apart.low >= -HALF_A_POINT and apart.high <= HALF_A_POINT:
        return _("Energy was about as in the two weeks before.")
    return _("Energy: can’t tell yet whether it differs from the two weeks before.")


def _conflict_words(check_ins: Iterable[CheckIn], zone: str) -> str:
    check_ins = list(check_ins)
    hard = [moment for moment in spillovers(check_ins, zone) if not moment.lifted]
    if hard:
        named = listed(list(dict.fromkeys(dated(moment.on) for moment in hard))[-5:])
        return _("One part of your life pulled at the other, or drained it, on %(days)s.") % {"days": named}
    if check_ins:
        return _("No check-in told of a moment at which work and the rest got in each other’s way.")
    return _("Conflicts: not known, as there was no check-in.")


def _bend_words(bends: Iterable[Bend], zone: str) -> str:
    bends = list(bends)
    if not bends:
        return _("No protected time gave way, as far as is known here.")
    titles = listed(list(dict.fromkeys(_("“%(title)s”") % {"title": bend.title} for bend in bends)))
    when = days((bend.span.start for bend in bends), zone)
    return _("%(titles)s gave way (%(days)s).") % {"titles": titles, "days": when}


@dataclass(frozen=True, slots=True)
class MonthData:
    """Values in their order, the seasons that are on or near, the story of boundaries, the plate."""

    values: tuple[CoreValue, ...]
    seasons: tuple[Season, ...]
    protected: tuple[ProtectedTime, ...]
    told: tuple[WeekTold, ...]
    plate: tuple[tuple[Commitment, bool], ...]


def month_data(diary: Diary, now: datetime) -> MonthData:
    """What a monthly refinement looks at. The plate shows what is due for another look, or undecided."""
    zone = diary.settings().thing.zone
    today = local(now, zone).date()
    seasons = tuple(kept.thing for kept in diary.shelf(Season).all())
    plate = [kept.thing for kept in diary.shelf(Commitment).all()]
    return MonthData(
        tuple(kept.thing for kept in ranked_values(diary)),
        tuple(each for each in seasons if each.last >= today - A_MONTH and each.first <= today + A_MONTH),
        tuple(kept.thing for kept in diary.protected.all()),
        ledger(diary, now, weeks=FOUR),
        tuple((each, _is_due(each, today)) for each in sorted(plate, key=_soonest) if _asks(each, today)),
    )


def _soonest(commitment: Commitment) -> date:
    return commitment.look_again_on or date.max


def _is_due(commitment: Commitment, today: date) -> bool:
    return commitment.look_again_on is not None and commitment.look_again_on <= today


def _asks(commitment: Commitment, today: date) -> bool:
    """Whether a commitment is undecided, or to be looked at again within a month."""
    if commitment.look_again_on is not None:
        return commitment.look_again_on <= today + A_MONTH
    return not commitment.decision
