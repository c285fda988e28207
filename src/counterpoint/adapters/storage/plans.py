"""The plans of a person's diary: one a week, with the way back and what calendars were told."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Count, F, OuterRef, QuerySet, Subquery

from counterpoint.adapters.files.planics import Published, block_as_entry, tag_of, uid_of
from counterpoint.adapters.storage.documents import Packed, block_document, block_of, pack, unpack
from counterpoint.adapters.storage.look import Look
from counterpoint.adapters.storage.models import Person, PlanRow, PublishedRow, StepRow, table_of
from counterpoint.adapters.storage.shelf import StoredShelf, changed_meanwhile
from counterpoint.desk.ports import Kept, NotThere, PlanEvent, WeekPlan
from counterpoint.domain.agenda import Showing
from counterpoint.domain.agenda.showing import ALL_BUSY
from counterpoint.domain.planning import Block, Plan
from counterpoint.domain.timeline import Span, Week
from counterpoint.domain.values import LifeDomain
from counterpoint.domain.words import gettext as _

MOST_STEPS = 50
LONGEST_WEEK = timedelta(days=32)
"""After its first day nothing of a plan begins (four weeks, and the zones)."""


def instance_of(person: Person) -> str:
    """The seed of a person's UIDs: it lives as long as their account, through backups and new secret keys."""
    return f"{person.pk}:{person.joined_at.isoformat()}"


class StoredPlans:
    """Every change states the version it was based on; the row's update decides who came first."""

    def __init__(self, person: Person, clock: Callable[[], datetime], look: Look | None = None) -> None:
        self.person = person
        self.clock = clock
        self.look = look or Look()

    @property
    def tag(self) -> str:
        return tag_of(instance_of(self.person))

    def uids(self, span: Span) -> frozenset[str]:
        return self.look.once((PublishedRow, span), lambda: self._uids(span))

    def _uids(self, span: Span) -> frozenset[str]:
        rows = PublishedRow.objects.filter(
            plan__person=self.person,
            plan__week_on__gt=(span.start - LONGEST_WEEK).date(),
            plan__week_on__lte=span.end.date(),
        )
        instance = instance_of(self.person)
        return frozenset(uid_of(instance, each) for each in rows.values_list("block_id", flat=True))

    @property
    def rows(self) -> QuerySet[PlanRow]:
        return PlanRow.objects.filter(person=self.person)

    def of(self, week: Week) -> Kept[WeekPlan] | None:
        return self.look.once((PlanRow, week), lambda: self._of(week))

    def _of(self, week: Week) -> Kept[WeekPlan] | None:
        row = self._with_steps().filter(week_on=week.first).first()
        return None if row is None else _kept(row)

    def all(self) -> tuple[Kept[WeekPlan], ...]:
        rows = self._with_steps().order_by("week_on")
        return self.look.once((PlanRow, "all"), lambda: tuple(map(_kept, rows)))

    def since(self, week: Week) -> tuple[Kept[WeekPlan], ...]:
        rows = self._with_steps().filter(week_on__gte=week.first).order_by("week_on")
        return self.look.once((PlanRow, "since", week), lambda: tuple(map(_kept, rows)))

    def _with_steps(self) -> QuerySet[Any]:
        """Each plan with how many steps lead back from it, and the name of the last."""
        steps = StepRow.objects.filter(plan=OuterRef("pk")).order_by("-number").values("name")
        return self.rows.annotate(undoable=Count("steps"), last_step=Subquery(steps[:1]))

    def remove(self, week: Week) -> None:
        with transaction.atomic():
            self._row(week).delete()

    def keep_all(self, weeks: Iterable[tuple[Plan, Plan | None]]) -> None:
        with transaction.atomic():
            told = {each.block_id: each for each in PublishedRow.objects.filter(plan__person=self.person)}
            self.rows.delete()
            for current, accepted in weeks:
                row = PlanRow.objects.create(
                    person=self.person,
                    week_on=current.week.first,
                    current=pack(current),
                    accepted=None if accepted is None else pack(accepted),
                )
                if accepted is not None:
                    _go_on(row, (told[each.id] for each in accepted.blocks if each.id in told))
                    publish(row, accepted, self.clock())

    def keep(
        self, plan: Plan, *, step: str, version: int | None, begun_at: datetime | None = None
    ) -> Kept[WeekPlan]:
        with transaction.atomic():
            row = self.rows.filter(week_on=plan.week.first).select_for_update().first()
            if row is None:
                self._begin(plan, version, begun_at)
            elif version is None:
                raise changed_meanwhile(self.of(plan.week))
            else:
                before = row.current
                self._change(row, version, current=pack(plan))
                _remember(row, step, before)
            return self._now(plan.week)

    def _begin(self, plan: Plan, version: int | None, at: datetime | None) -> None:
        if version is not None:
            raise changed_meanwhile(None)
        try:
            with transaction.atomic():
                PlanRow.objects.create(
                    person=self.person, week_on=plan.week.first, current=pack(plan), begun_at=at
                )
        except IntegrityError:  # another transaction was quicker, where two may be open at once
            raise changed_meanwhile(self.of(plan.week)) from None

    def accept(self, week: Week, *, version: int, plan: Plan | None = None) -> Kept[WeekPlan]:
        with transaction.atomic():
            row = self._row(week)
            accepted = row.current if plan is None else pack(plan)
            self._change(row, version, accepted=accepted)
            publish(row, unpack(accepted), self.clock())
            return self._now(week)

    def undo(self, week: Week, *, version: int) -> Kept[WeekPlan]:
        with transaction.atomic():
            row = self._row(week)
            step = row.steps.order_by("-number").first()
            if step is None:
                raise NotThere(_("There is no step to take back."))
            self._change(row, version, current=step.before)
            step.delete()
            return self._now(week)

    def published(self) -> tuple[tuple[Block, int, datetime], ...]:
        rows = PublishedRow.objects.filter(plan__person=self.person, withdrawn=False)
        told = [(block_of(row.block), row.sequence, row.changed_at) for row in rows]
        return tuple(sorted(told, key=lambda each: (each[0].span, each[0].id)))

    def events(
        self,
        *,
        since: datetime | None = None,
        instead: str = "",
        uids: Mapping[str, str] | None = None,
        showing: Showing = ALL_BUSY,
    ) -> tuple[PlanEvent, ...]:
        told = self.told(showing, since)
        if not told:
            return ()
        instance, names, known = instance_of(self.person), self._names(), uids or {}
        return tuple(
            PlanEvent(uid, each.block, block_as_entry(each, uid=uid, names=names, instead=instead))
            for each in told
            for uid in [known.get(each.block.id) or uid_of(instance, each.block.id)]
        )

    def grade(self, week: Week, has_room: Mapping[str, bool]) -> None:
        rows = PublishedRow.objects.filter(
            plan__person=self.person, plan__week_on=week.first, withdrawn=False, block_id__in=has_room
        )
        news = [row.pk for row in rows if row.free != has_room[row.block_id]]
        PublishedRow.objects.filter(pk__in=news).update(
            free=~F("free"), sequence=F("sequence") + 1, changed_at=self.clock()
        )

    def told(self, showing: Showing, since: datetime | None = None) -> list[Published]:
        """What calendars are told of every block that was not skipped, of those that end after `since`."""
        rows = PublishedRow.objects.filter(plan__person=self.person, withdrawn=False)
        if since is not None:
            rows = rows.filter(plan__week_on__gt=(since - LONGEST_WEEK).date())
        told = [_told(row, showing) for row in rows]
        late = [each for each in told if since is None or each.block.span.end > since]
        there = [each for each in late if each.block.state != "skipped"]
        return sorted(there, key=lambda each: (each.block.span, each.block.id))

    def _names(self) -> dict[str, str]:
        domains: StoredShelf[LifeDomain] = StoredShelf(self.person, table_of(LifeDomain), self.look)
        return {kept.thing.id: kept.thing.name for kept in domains.all()}

    def _row(self, week: Week) -> PlanRow:
        row = self.rows.filter(week_on=week.first).select_for_update().first()
        if row is None:
            raise NotThere(
                _("There is no plan for %(name)s yet.") % {"name": week.name},
                advice=_("Plan the week first."),
            )
        return row

    def _change(self, row: PlanRow, version: int, **columns: Packed) -> None:
        rows = self.rows.filter(pk=row.pk, version=version)
        if not rows.update(version=F("version") + 1, **columns):
            raise changed_meanwhile(self.of(Week(row.week_on)))

    def _now(self, week: Week) -> Kept[WeekPlan]:
        now = self.of(week)
        assert now is not None
        return now


def _kept(row: Any) -> Kept[WeekPlan]:
    current = unpack(row.current)
    accepted = (
        None if row.accepted is None else current if row.accepted == row.current else unpack(row.accepted)
    )
    plan = WeekPlan(Week(row.week_on), current, accepted, row.undoable, row.last_step or "", row.begun_at)
    return Kept(plan, row.version)


def _remember(row: PlanRow, step: str, before: Packed) -> None:
    last = row.steps.order_by("-number").values_list("number", flat=True).first() or 0
    StepRow.objects.create(plan=row, number=last + 1, name=step, before=before)
    row.steps.filter(number__lte=last + 1 - MOST_STEPS).delete()


def _go_on(row: PlanRow, told: Iterable[PublishedRow]) -> None:
    """What was told of these blocks in another week's plan counts as told in this one's."""
    for each in told:
        each.pk, each.plan = None, row
        each.save(force_insert=True)


def publish(row: PlanRow, plan: Plan, now: datetime) -> None:
    """Brings what calendars are told up to this plan; what is no longer in it is withdrawn."""
    there = {each.block_id: each for each in row.published.all()}
    new = [block for block in plan.blocks if block.id not in there]
    PublishedRow.objects.bulk_create(
        PublishedRow(plan=row, block_id=block.id, changed_at=now, block=block_document(block))
        for block in new
    )
    for block in plan.blocks:
        if block.id in there:
            _tell(block, there.pop(block.id), now)
    gone = [each.pk for each in there.values() if not each.withdrawn]
    row.published.filter(pk__in=gone).update(withdrawn=True, changed_at=now)


def _told(row: PublishedRow, showing: Showing) -> Published:
    block = block_of(row.block)
    free = showing.is_free(block.kind, has_room=row.free)
    return Published(block, row.sequence, row.changed_at, free)


def _tell(block: Block, earlier: PublishedRow, now: datetime) -> None:
    """Calendars know this block already, perhaps otherwise."""
    document = block_document(block)
    if earlier.block == document and not earlier.withdrawn:
        return
    if earlier.withdrawn or seen_by_calendars(block) != seen_by_calendars(block_of(earlier.block)):
        earlier.sequence += 1
    earlier.changed_at, earlier.block, earlier.withdrawn = now, document, False
    earlier.save()


def seen_by_calendars(block: Block) -> tuple[object, ...]:
    """What of a block makes its event another one; new reasons alone do not."""
    return (block.kind, block.title, block.span, block.domain_id, block.value_id, block.state)
