"""What nobody should send, by the kind of field; chosen by a seed."""

from __future__ import annotations

import random

from tests.doors.web.forms_found import Form

TEXTS = (
    "", " ", "\u202egnp.exe", "<script>alert(1)</script>", "<b onmouseover=x>", "{{ 7|add:7 }}{% now %}",
    "\x00", "\x1b[31m\x07\x7f", "a\r\nSet-Cookie: b=c", "\U0001f469\u200d\U0001f467" * 50,
    "\ufeff\u200b\u2028", "e" + "\u0301" * 500, "%s%n%(title)s", "../../etc/passwd", "' OR 1=1 --",
    "\ud7ff\ufffe", "٣", "²", "İ" * 100, "x" * 70_000,
)  # fmt: skip
DAYS = ("0001-01-01", "9999-12-31", "2026-02-30", "1969-12-31", "2200-01-01", "20261", "2026-13-01", "-1")
TIMES = ("24:00", "25:61", "00:00", "23:59:59.9", "-1:00", "12 pm", "noon")
NUMBERS = ("NaN", "-1", "1000000000000", "inf", "1e309", "0", "0.5", "9" * 400, "٣", "--5", "1_000")
LENGTHS = ("-5", "0", "999999h", "1e9 h", "NaN h", "2h 99999m", "½ h")
MOMENTS = (
    "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00", "2026-03-29T02:30", "2026-11-26T18:00:00",
)  # fmt: skip
ANY = TEXTS + DAYS + TIMES + NUMBERS + LENGTHS + MOMENTS
OWN = {"date": DAYS, "time": TIMES, "number": NUMBERS}


def hostile(form: Form, chance: random.Random) -> dict[str, list[str]]:
    """What the form would send, with some of it (or all of it) as nobody should say it."""
    sent = form.pressed(chance.randrange(100))
    share = chance.choice((0.15, 0.5, 1.0))
    for each in form.fields:
        if each.name == "csrfmiddlewaretoken" or chance.random() > share:
            continue
        if each.kind in ("select", "radio", "checkbox") and chance.random() < 0.5:
            sent[each.name] = [chance.choice([*each.choices, each.value])]
        else:
            sent[each.name] = [_odd(each.kind, chance)]
    return sent


def _odd(kind: str, chance: random.Random) -> str:
    own = OWN.get(kind)
    return chance.choice(own if own and chance.random() < 0.7 else ANY)
