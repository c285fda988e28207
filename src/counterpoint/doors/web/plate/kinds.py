"""The kinds of things that live on the plate."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from counterpoint.desk.ports import Diary
from counterpoint.domain.values import Bridge, Commitment
from counterpoint.doors.web.forms.pages import Kind
from counterpoint.doors.web.plate.forms import BridgeForm, CommitmentForm

BACK = "plate"

COMMITMENTS = Kind[Commitment](
    name="commitment",
    form=CommitmentForm,
    shelf=lambda diary: diary.shelf(Commitment),
    thing_type=Commitment,
    add_title=_("A commitment"),
    change_title=_("Change a commitment"),
    back=BACK,
    lead=_("Anything that you carry: a role, a duty, a project, a promise. Tie to it what is in the plan."),
)


def bridges_among(diary: Diary) -> Kind[Bridge]:
    """The kind of a bridge, between the commitments of one person."""
    plate = tuple(kept.thing for kept in diary.shelf(Commitment).all())

    def form(*args: Any, **more: Any) -> BridgeForm:
        return type("BridgeForm", (BridgeForm,), {"plate": plate})(*args, **more)  # type: ignore[no-any-return]

    return Kind[Bridge](
        name="bridge",
        form=form,
        shelf=lambda of: of.shelf(Bridge),
        thing_type=Bridge,
        add_title=_("A bridge"),
        change_title=_("Change a bridge"),
        back=BACK,
        lead=_("What you learn or find in one part of your life can serve in another. A word is enough."),
    )
