"""What a person says of themselves beside their answers: life stage, own word for a style, new defaults."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from counterpoint.domain.assessment.styles import Shown

Stage = Literal["", "early", "middle", "late"]
STAGES: tuple[Stage, ...] = ("early", "middle", "late")
"""18 to 35, 35 to 55, 55 and older; "" leaves it out. A stage suggests and never restricts."""
ME = "me"


@dataclass(frozen=True, slots=True)
class Portrait:
    """One for each person, under the id `ME`.

    `style` is the person's own word for it, which goes before what their answers are most like. `switched_on`
    names the changed defaults that they took up. `slack_before` is the slack that one of these raised.
    """

    id: str = ME
    style: Shown = ""
    stage: Stage = ""
    switched_on: tuple[str, ...] = ()
    slack_before: int | None = None
