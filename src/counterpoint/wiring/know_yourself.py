"""The instruments that can be answered here, and where help is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counterpoint.wiring.home import home_folder

if TYPE_CHECKING:
    from counterpoint.adapters.instruments.shelf import Instruments


def instruments() -> Instruments:
    """The instruments that can be answered here: those that ship, and the site's own."""
    from counterpoint.adapters.instruments.shelf import instruments

    return instruments(home_folder())


def support_text() -> str:
    """What the operator says on where help is, "" when nothing."""
    from counterpoint.adapters.instruments.shelf import support_text

    return support_text(home_folder())
