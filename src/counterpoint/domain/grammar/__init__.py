"""How a line of words is read in each language; a language without a table has its numbers read."""

from counterpoint.domain.grammar.english import ENGLISH
from counterpoint.domain.grammar.table import NEVER, Grammar
from counterpoint.domain.words import gettext as _
from counterpoint.domain.words import language

__all__ = ["ENGLISH", "GRAMMARS", "NEVER", "Grammar", "grammar", "what_is_not_read"]

GRAMMARS: dict[str, Grammar] = {"en": ENGLISH}
"""The table of each language by its code (`de`, `pt-br`); `de-at` is read by `de` where it has none."""
NUMBERS_ALONE = Grammar()


def what_is_not_read() -> tuple[str, ...]:
    """A word on what a line cannot say in this language; nothing where there is a table for it."""
    if grammar() is not NUMBERS_ALONE:
        return ()
    return (
        _("Of this language only numbers are read: 3h, 18:00, 2026-12-01, #domain. The form has the rest."),
    )


def grammar() -> Grammar:
    """That of the language that is spoken now."""
    code = language().lower()
    return GRAMMARS.get(code) or GRAMMARS.get(code.partition("-")[0]) or NUMBERS_ALONE
