"""Calendars made to cost much: `counterpoint agenda` ends within 5 s of processor time and 500 MB for each.

Each runs in a process of its own under a hard limit on processor time, so that a bomb fails the test and
not the machine. Ours take well below a second mostly; the limits are the promise, not the measure.
A usual run tries some of them, and others with another seed (tests/seeds.py).
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.ics_texts import ics, vevent
from tests.seeds import drawn

CPU_SECONDS, KILOBYTES = 15, 500 * 1024
LARGE = 20 * 1024 * 1024 - 300
SIZES = {"BYHOUR": 24, "BYMINUTE": 60, "BYSECOND": 60}
ALL_TIMES = ";".join(f"{part}={','.join(map(str, range(size)))}" for part, size in SIZES.items())
OLD, RECENT = "DTSTART:19700101T000000Z", "DTSTART:20260101T000000Z"


def repeated(*lines: str, times: int = 1) -> bytes:
    return ics(*[vevent(*lines, uid=str(number)) for number in range(times)])


def raw(text: str) -> bytes:
    return f"BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\n{text}\n".encode()


def many_dates(count: int) -> str:
    def one(number: int) -> str:
        month, day = 1 + number // 10 % 12, 1 + number // 120 % 28
        return f"20{20 + number % 10}{month:02}{day:02}T{number // 3360 % 24:02}{number // 80640 % 60:02}00Z"

    return ",".join(map(one, range(count)))


def zones(count: int) -> bytes:
    def zone(number: int) -> str:
        part = ["BEGIN:STANDARD", "DTSTART:16010101T000000", "TZOFFSETFROM:+0100", "TZOFFSETTO:+0200"]
        rules = ["RRULE:FREQ=SECONDLY", "RRULE:FREQ=MONTHLY;BYDAY=MO,TU", "END:STANDARD"]
        return "\r\n".join(["BEGIN:VTIMEZONE", f"TZID:Zone{number}", *part, *rules, "END:VTIMEZONE"])

    events = [
        vevent(f"DTSTART;TZID=Zone{n}:20200101T000000", "RRULE:FREQ=WEEKLY", uid=str(n)) for n in range(count)
    ]
    return ics(*map(zone, range(count)), *events)


def changes(count: int) -> bytes:
    master = vevent("SEQUENCE:5", OLD, "RRULE:FREQ=MINUTELY;BYHOUR=1;COUNT=90000000")
    stamps = many_dates(count).split(",")
    return ics(master, *[vevent(f"RECURRENCE-ID:{at}", f"DTSTART:{at}", "RRULE:FREQ=DAILY") for at in stamps])


BOMBS: dict[str, Callable[[], bytes]] = {
    "secondly": lambda: repeated(OLD, "RRULE:FREQ=SECONDLY"),
    "secondly that never matches": lambda: repeated(
        OLD, "RRULE:FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30", times=20
    ),
    "secondly to be counted": lambda: repeated(
        "DTSTART:00010101T000000Z", "RRULE:FREQ=SECONDLY;BYDAY=MO;COUNT=999999999"
    ),
    "a thousand a minute": lambda: repeated(OLD, "RRULE:FREQ=MINUTELY", times=100),
    "interval 0": lambda: repeated(OLD, "RRULE:FREQ=DAILY;INTERVAL=0"),
    "count 999999999": lambda: repeated(OLD, "RRULE:FREQ=DAILY;BYMONTH=1,2,3;COUNT=999999999", times=20),
    "50,000 dates": lambda: repeated(RECENT, f"RDATE:{many_dates(50_000)}"),
    "a million dates": lambda: repeated(RECENT, f"EXDATE:{many_dates(1_000_000)}", "RRULE:FREQ=DAILY"),
    "year 1": lambda: repeated("DTSTART:00010101T000000Z", "RRULE:FREQ=DAILY", "DURATION:P3000000D", times=5),
    "30 February": lambda: repeated(OLD, "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", times=1_000),
    "every second of the year": lambda: repeated(OLD, f"RRULE:FREQ=YEARLY;BYDAY=MO,TU;{ALL_TIMES}", times=50),
    "its last second": lambda: repeated(
        OLD, f"RRULE:FREQ=YEARLY;BYDAY=MO,TU;BYSETPOS=-1;{ALL_TIMES}", times=50
    ),
    "against itself": lambda: repeated(OLD, "RRULE:FREQ=SECONDLY", "EXRULE:FREQ=SECONDLY", times=10),
    "100,000 rules": lambda: repeated(OLD, *[f"RRULE:FREQ=SECONDLY;INTERVAL={n}" for n in range(1, 100_000)]),
    "an alarm for ever": lambda: repeated(
        RECENT, "BEGIN:VALARM", "REPEAT:999999999", "DURATION:PT1S", "END:VALARM"
    ),
    "1,000 zones": lambda: zones(1_000),
    "20,000 left-overs": lambda: changes(20_000),
    "one long line": lambda: raw(f"{RECENT}\nRRULE:FREQ=DAILY\nSUMMARY:{'A' * (LARGE - 200)}"),
    "one long name": lambda: raw("A" + "-A" * (LARGE // 2 - 200)),
    "one long parameter": lambda: raw("DTSTART;X=" + '"' * (LARGE - 200) + ":20260101"),
    "only line ends": lambda: b"\r" * LARGE,
    "only folds": lambda: raw("SUMMARY:a" + "\n " * (LARGE // 2 - 100)),
    "only beginnings": lambda: b"BEGIN:A\n" * 900_000,
    "beginnings and other ends": lambda: raw(
        "\n".join(f"BEGIN:B{n}" for n in range(1_000)) + "\nEND:Y" * 900_000
    ),
    "only raw bytes": lambda: raw("SUMMARY:").replace(b"SUMMARY:", b"SUMMARY:" + b"\xff" * (LARGE - 200)),
    "a million calendars": lambda: b"BEGIN:VCALENDAR\n" * 900_000,
    "long texts, often": lambda: repeated(OLD, "RRULE:FREQ=HOURLY", "SUMMARY:" + "T" * 5_000_000),
}


AND_TELLS = (
    "import re, sys\n"
    "from pathlib import Path\n"
    "from counterpoint.doors.cli import main\n"
    "code = main(sys.argv[1:])\n"
    "print(re.search(r'VmHWM:\\s+(\\d+) kB', Path('/proc/self/status').read_text())[1], file=sys.stderr)\n"
    "sys.exit(code)\n"
)


def spend(path: Path, *window: str) -> tuple[int, bytes, int]:
    """Run the command under a hard limit on processor time; (exit code, output, the most kilobytes it held).

    The process says itself how much it held: what the system tells its parent begins with the parent's size.
    """
    words = [sys.executable, "-c", AND_TELLS, "agenda", str(path), *window, "--json"]
    with path.with_suffix(".out").open("wb") as out:
        done = subprocess.run(
            words,
            stdout=out,
            stderr=subprocess.PIPE,
            check=False,
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS + 1)),
        )
    said = done.stderr.split()
    most = int(said[-1]) if said and said[-1].isdigit() else 0
    return done.returncode, path.with_suffix(".out").read_bytes(), most


@pytest.mark.parametrize("name", drawn(list(BOMBS), 9, "bombs"))
def test_a_bomb_costs_little_and_is_told(name: str, tmp_path: Path) -> None:
    path = tmp_path / "bomb.ics"
    path.write_bytes(BOMBS[name]())
    code, out, most = spend(path, "--from", "2026-11-01", "--to", "2027-02-01", "--zone", "Europe/Berlin")
    assert code in (0, 2), "It was stopped for the time it took."
    assert 0 < most < KILOBYTES
    json.loads(out or b"{}")


def test_a_bomb_does_not_cost_the_good_events_beside_it(tmp_path: Path) -> None:
    good = vevent("DTSTART:20251123T090000Z", "SUMMARY:Tea", "RRULE:FREQ=YEARLY;COUNT=3", uid="good")
    bombs = [vevent(OLD, "RRULE:FREQ=SECONDLY;BYDAY=MO;COUNT=999999999", uid=str(n)) for n in range(50)]
    path = tmp_path / "mixed.ics"
    path.write_bytes(ics(*bombs, good))
    code, out, _ = spend(path, "--from", "2026-11-23", "--to", "2026-11-23")
    found = json.loads(out)
    assert code == 0
    assert [each["title"] for each in found["occurrences"]] == ["Tea"]
    assert "too long" in found["warnings"][0]["why"]
