"""The examples of RFC 5545 §3.8.5.3: rule, start, and the days (or times) that it lists, in the form the
RFC prints.
"""

from __future__ import annotations

from datetime import datetime

import pytest

from tests.ics_texts import agenda, ics, vevent

MONTHS = ["", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


def days(text: str) -> list[str]:
    """``1997: Sep 2,9,16; Oct 7`` as dates."""
    found = []
    for year in text.split("|"):
        number, _, rest = year.partition(":")
        for month in rest.split(";"):
            name, _, numbers = month.strip().partition(" ")
            found += [f"{number.strip()}-{MONTHS.index(name):02}-{int(day):02}" for day in numbers.split(",")]
    return found


EXAMPLES = [
    ("FREQ=DAILY;COUNT=10", "19970902", "1997: Sep 2,3,4,5,6,7,8,9,10,11"),
    ("FREQ=DAILY;INTERVAL=2", "19970902", "1997: Sep 2,4,6,8,10,12,14,16,18,20,22,24,26,28,30; Oct 2,4"),
    ("FREQ=DAILY;INTERVAL=10;COUNT=5", "19970902", "1997: Sep 2,12,22; Oct 2,12"),
    ("FREQ=WEEKLY;COUNT=10", "19970902", "1997: Sep 2,9,16,23,30; Oct 7,14,21,28; Nov 4"),
    ("FREQ=WEEKLY;INTERVAL=2;WKST=SU", "19970902", "1997: Sep 2,16,30; Oct 14,28; Nov 11,25; Dec 9,23"),
    (
        "FREQ=WEEKLY;UNTIL=19971007T000000Z;WKST=SU;BYDAY=TU,TH",
        "19970902",
        "1997: Sep 2,4,9,11,16,18,23,25,30; Oct 2",
    ),
    ("FREQ=WEEKLY;COUNT=10;WKST=SU;BYDAY=TU,TH", "19970902", "1997: Sep 2,4,9,11,16,18,23,25,30; Oct 2"),
    (
        "FREQ=WEEKLY;INTERVAL=2;UNTIL=19971224T000000Z;WKST=SU;BYDAY=MO,WE,FR",
        "19970901",
        "1997: Sep 1,3,5,15,17,19,29; Oct 1,3,13,15,17,27,29,31; Nov 10,12,14,24,26,28; Dec 8,10,12,22",
    ),
    ("FREQ=WEEKLY;INTERVAL=2;COUNT=8;WKST=SU;BYDAY=TU,TH", "19970902", "1997: Sep 2,4,16,18,30; Oct 2,14,16"),
    (
        "FREQ=MONTHLY;COUNT=10;BYDAY=1FR",
        "19970905",
        "1997: Sep 5; Oct 3; Nov 7; Dec 5|1998: Jan 2; Feb 6; Mar 6; Apr 3; May 1; Jun 5",
    ),
    ("FREQ=MONTHLY;UNTIL=19971224T000000Z;BYDAY=1FR", "19970905", "1997: Sep 5; Oct 3; Nov 7; Dec 5"),
    (
        "FREQ=MONTHLY;INTERVAL=2;COUNT=10;BYDAY=1SU,-1SU",
        "19970907",
        "1997: Sep 7,28; Nov 2,30|1998: Jan 4,25; Mar 1,29; May 3,31",
    ),
    (
        "FREQ=MONTHLY;COUNT=6;BYDAY=-2MO",
        "19970922",
        "1997: Sep 22; Oct 20; Nov 17; Dec 22|1998: Jan 19; Feb 16",
    ),
    ("FREQ=MONTHLY;BYMONTHDAY=-3", "19970928", "1997: Sep 28; Oct 29; Nov 28; Dec 29|1998: Jan 29; Feb 26"),
    (
        "FREQ=MONTHLY;COUNT=10;BYMONTHDAY=2,15",
        "19970902",
        "1997: Sep 2,15; Oct 2,15; Nov 2,15; Dec 2,15|1998: Jan 2,15",
    ),
    (
        "FREQ=MONTHLY;COUNT=10;BYMONTHDAY=1,-1",
        "19970930",
        "1997: Sep 30; Oct 1,31; Nov 1,30; Dec 1,31|1998: Jan 1,31; Feb 1",
    ),
    (
        "FREQ=MONTHLY;INTERVAL=18;COUNT=10;BYMONTHDAY=10,11,12,13,14,15",
        "19970910",
        "1997: Sep 10,11,12,13,14,15|1999: Mar 10,11,12,13",
    ),
    (
        "FREQ=MONTHLY;INTERVAL=2;BYDAY=TU",
        "19970902",
        "1997: Sep 2,9,16,23,30; Nov 4,11,18,25|1998: Jan 6,13,20,27",
    ),
    (
        "FREQ=YEARLY;COUNT=10;BYMONTH=6,7",
        "19970610",
        "|".join(f"{year}: Jun 10; Jul 10" for year in range(1997, 2002)),
    ),
    (
        "FREQ=YEARLY;INTERVAL=2;COUNT=10;BYMONTH=1,2,3",
        "19970310",
        "1997: Mar 10|1999: Jan 10; Feb 10; Mar 10|2001: Jan 10; Feb 10; Mar 10|2003: Jan 10; Feb 10; Mar 10",
    ),
    (
        "FREQ=YEARLY;INTERVAL=3;COUNT=10;BYYEARDAY=1,100,200",
        "19970101",
        "1997: Jan 1; Apr 10; Jul 19|2000: Jan 1; Apr 9; Jul 18|2003: Jan 1; Apr 10; Jul 19|2006: Jan 1",
    ),
    ("FREQ=YEARLY;BYDAY=20MO", "19970519", "1997: May 19|1998: May 18|1999: May 17"),
    ("FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO", "19970512", "1997: May 12|1998: May 11|1999: May 17"),
    (
        "FREQ=YEARLY;BYMONTH=3;BYDAY=TH",
        "19970313",
        "1997: Mar 13,20,27|1998: Mar 5,12,19,26|1999: Mar 4,11,18,25",
    ),
    (
        "FREQ=YEARLY;BYDAY=TH;BYMONTH=6,7,8",
        "19970605",
        "1997: Jun 5,12,19,26; Jul 3,10,17,24,31; Aug 7,14,21,28|1998: Jun 4,11,18,25; Jul 2,9,16,23,30",
    ),
    (
        "FREQ=MONTHLY;BYDAY=SA;BYMONTHDAY=7,8,9,10,11,12,13",
        "19970913",
        "1997: Sep 13; Oct 11; Nov 8; Dec 13|1998: Jan 10; Feb 7; Mar 7; Apr 11; May 9; Jun 13",
    ),
    (
        "FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8",
        "19961105",
        "1996: Nov 5|2000: Nov 7|2004: Nov 2",
    ),
    ("FREQ=MONTHLY;COUNT=3;BYDAY=TU,WE,TH;BYSETPOS=3", "19970904", "1997: Sep 4; Oct 7; Nov 6"),
    (
        "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-2",
        "19970929",
        "1997: Sep 29; Oct 30; Nov 27; Dec 30|1998: Jan 29; Feb 26; Mar 30",
    ),
    ("FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO", "19970805", "1997: Aug 5,10,19,24"),
    ("FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU", "19970805", "1997: Aug 5,17,19,31"),
    ("FREQ=MONTHLY;BYMONTHDAY=15,30;COUNT=5", "20070115", "2007: Jan 15,30; Feb 15; Mar 15,30"),
]


@pytest.mark.parametrize(("rule", "first", "listed"), EXAMPLES, ids=[rule for rule, *_ in EXAMPLES])
def test_a_rule_gives_the_days_that_the_rfc_lists(rule: str, first: str, listed: str) -> None:
    raw = ics(vevent(f"DTSTART;TZID=America/New_York:{first}T090000", f"RRULE:{rule}"))
    found = agenda(raw, "1996-01-01", "2010-01-01", "America/New_York").occurrences
    wanted = days(listed)
    assert [f"{each.span.start:%Y-%m-%d}" for each in found][: len(wanted)] == wanted
    if "COUNT" in rule or "UNTIL" in rule:
        assert len(found) == len(wanted)


def test_the_clock_of_the_zone_is_kept_over_its_changes() -> None:
    """ "10 times … (1997 9:00 AM EDT) … (1997 9:00 AM EST)": Tuesdays around the last Sunday of October."""
    raw = ics(vevent("DTSTART;TZID=America/New_York:19970902T090000", "RRULE:FREQ=WEEKLY;COUNT=10"))
    found = agenda(raw, "1997-10-20", "1997-10-30").occurrences
    assert [each.span.start for each in found] == [
        datetime.fromisoformat("1997-10-21T13:00:00+00:00"),
        datetime.fromisoformat("1997-10-28T14:00:00+00:00"),
    ]


def test_friday_the_thirteenth_without_the_first_day() -> None:
    raw = ics(
        vevent(
            "DTSTART;TZID=America/New_York:19970902T090000",
            "EXDATE;TZID=America/New_York:19970902T090000",
            "RRULE:FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13",
        )
    )
    found = agenda(raw, "1997-01-01", "2001-01-01").occurrences
    assert [f"{each.span.start:%Y-%m-%d}" for each in found] == days(
        "1998: Feb 13; Mar 13; Nov 13|1999: Aug 13|2000: Oct 13"
    )


HOURS = [
    ("FREQ=HOURLY;INTERVAL=3;UNTIL=19970902T210000Z", ["09:00", "12:00", "15:00"]),
    ("FREQ=MINUTELY;INTERVAL=15;COUNT=6", ["09:00", "09:15", "09:30", "09:45", "10:00", "10:15"]),
    ("FREQ=MINUTELY;INTERVAL=90;COUNT=4", ["09:00", "10:30", "12:00", "13:30"]),
    (
        "FREQ=DAILY;BYHOUR=9,10;BYMINUTE=0,20,40;COUNT=6",
        ["09:00", "09:20", "09:40", "10:00", "10:20", "10:40"],
    ),
    ("FREQ=MINUTELY;INTERVAL=20;BYHOUR=9,10;COUNT=6", ["09:00", "09:20", "09:40", "10:00", "10:20", "10:40"]),
    ("FREQ=HOURLY;BYMINUTE=0,30;BYSETPOS=-1;COUNT=3", ["09:00", "09:30", "10:30", "11:30"]),
]


@pytest.mark.parametrize(("rule", "listed"), HOURS, ids=[rule for rule, _ in HOURS])
def test_a_rule_gives_the_times_that_the_rfc_lists(rule: str, listed: list[str]) -> None:
    """The first is printed with UNTIL=…T170000Z; 17:00 in New York is meant, which is 21:00 in UTC.

    The last rule is ours: it does not give DTSTART, which then comes on top of COUNT.
    """
    raw = ics(vevent("DTSTART;TZID=America/New_York:19970902T090000", f"RRULE:{rule}"))
    found = agenda(raw, "1997-09-02T04:00", "1997-09-03T04:00", "America/New_York").occurrences
    assert [each.span.start.strftime("%H:%M") for each in found] == [
        f"{int(text[:2]) + 4:02}{text[2:]}" for text in listed
    ]
