"""`counterpoint judge`: an invitation in, its verdict out, and an answer that another program understands."""

from __future__ import annotations

import json
from email import message_from_bytes, policy

import pytest
import vobject

from counterpoint.doors.cli import judge as command
from counterpoint.doors.cli import main
from tests.adapters.itip.shapes import GOOGLE_ICS, an_event, google_mail, outlook_mail
from tests.adapters.itip.test_writing import NOW
from tests.doors.cli.test_plan import DINNER, HEAD, WORK

BUSY = an_event(
    "DTSTART:20261127T080000Z", "DTEND:20261127T160000Z", "SUMMARY:SECRET-EVENT", method="", uid="busy"
)


class Clock:
    @staticmethod
    def now(_zone):
        return NOW


@pytest.fixture
def place(tmp_path, monkeypatch):
    """A life with a firm dinner at six, a busy Friday, and an invitation to Thursday at six."""
    monkeypatch.setattr(command, "datetime", Clock)
    monkeypatch.setenv("COLUMNS", "100")
    dinner = DINNER.replace("Dinner", "SECRET-DINNER")
    hours = '[availability]\nworking = "weekdays 09:00-17:00"\nwaking = "daily 07:00-22:00"\n'
    (tmp_path / "life.toml").write_text(HEAD + hours + WORK + dinner, encoding="utf-8")
    (tmp_path / "work.ics").write_bytes(BUSY)
    (tmp_path / "invite.eml").write_bytes(outlook_mail())
    return tmp_path


def judge(place, *words, file="invite.eml"):
    return main(["judge", str(place / file), "--life", str(place / "life.toml"), *words])


def test_an_invitation_is_judged_in_lines(place, capsys):
    assert judge(place, "--calendar", str(place / "work.ics")) == 0
    shown = capsys.readouterr().out
    assert "Anna Özil: Launch; letzte Runde" in shown
    assert "Thursday 26 November, 18:00–19:00" in shown
    assert "It crosses something firm." in shown
    assert "“SECRET-DINNER” (protected, firm)" in shown
    assert "What would suit instead" in shown


def test_the_same_as_json(place, capsys):
    assert judge(place, "--json", "--calendar", str(place / "work.ics")) == 0
    (found,) = json.loads(capsys.readouterr().out)["invitations"]
    assert (found["verdict"], found["me"], found["sequence"]) == ("crosses", "ada@example.org", 3)
    assert len(found["alternatives"]) == 3
    assert all(not each["start"].startswith("2026-11-27") for each in found["alternatives"])


@pytest.mark.parametrize("name", ["reply.eml", "reply.ics"])
def test_a_counter_is_written_as_a_mail_or_as_a_calendar(place, name):
    out = place / name
    assert judge(place, "--answer", "counter", "--other", "2", "--out", str(out), "--tone", "formal") == 0
    raw = out.read_bytes()
    if name.endswith("eml"):
        mail = message_from_bytes(raw, policy=policy.default)
        assert "Dear Anna Özil" in mail.get_body(("plain",)).get_content()
        raw = next(each for each in mail.walk() if each.get_content_type() == "text/calendar").get_payload(
            decode=True
        )
    calendar = vobject.readOne(raw.decode())
    assert calendar.method.value == "COUNTER"
    assert calendar.vevent.sequence.value == "3"
    assert "I protect that time for a personal commitment." in calendar.vevent.comment.value


@pytest.mark.parametrize("disclosure", ["nothing", "commitment", "value"])
@pytest.mark.parametrize("answer", ["accept", "counter", "decline"])
def test_no_title_of_ones_own_is_in_an_answer(place, capsysbinary, answer, disclosure):
    words = ("--answer", answer, "--disclosure", disclosure, "--calendar", str(place / "work.ics"))
    assert judge(place, *words, "--out", str(place / "reply.eml")) == 0
    assert judge(place, *words, "--out", str(place / "reply.ics")) == 0
    written = (place / "reply.eml").read_bytes() + (place / "reply.ics").read_bytes()
    mail = message_from_bytes((place / "reply.eml").read_bytes())
    written += b"".join(each.get_payload(decode=True) or b"" for each in mail.walk())
    assert b"SECRET" not in written


def test_a_series_says_how_many_of_its_times_cross_what(place, capsys):
    (place / "series.ics").write_bytes(an_event("RRULE:FREQ=WEEKLY;COUNT=9"))
    assert judge(place, file="series.ics") == 0
    shown = capsys.readouterr().out
    assert "Of the next 4: 0 fit, 0 at a price, 4 cross something firm." in shown
    assert "4 of 4: SECRET-DINNER" in shown


def test_without_a_life_calendars_alone_are_in_the_way(place, capsys):
    raw = an_event("DTSTART:20261127T090000Z", "DTEND:20261127T100000Z")
    (place / "friday.ics").write_bytes(raw)
    words = [str(place / "friday.ics"), "--zone", "Europe/Berlin", "--calendar", str(place / "work.ics")]
    assert main(["judge", *words]) == 0
    assert "“SECRET-EVENT” (in a calendar)" in capsys.readouterr().out


def test_what_asks_for_nothing_says_what_it_is_instead(place, capsys):
    (place / "cancel.eml").write_bytes(
        google_mail(GOOGLE_ICS.replace("METHOD:REQUEST", "METHOD:REPLY"), "REPLY")
    )
    assert judge(place, file="cancel.eml") == 2
    assert "Nothing in this file asks for your time." in capsys.readouterr().err
    (place / "publish.ics").write_bytes(an_event(method="PUBLISH"))
    assert judge(place, "--json", file="publish.ics") == 2
    assert "asks for no answer" in json.loads(capsys.readouterr().out)["set_aside"][0]["why"]


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (["--out", "x.eml"], "--out needs an answer"),
        (["--answer", "accept", "--out", "x.txt"], "neither mail nor calendar"),
        (["--answer", "accept", "--out", "-", "--json"], "cannot both be written"),
        (["--other", "4"], "out of range"),
        (["--answer", "accept", "--out", "/nowhere/x.eml"], "cannot be written"),
        (["--zone", "Nowhere/Land"], "Nowhere/Land"),
        (["--as", "ada"], "no mail address"),
    ],
)
def test_options_that_make_no_sense_are_refused_in_a_sentence(place, capsys, words, why):
    assert judge(place, *words) == 2
    assert why in capsys.readouterr().err


def test_who_one_is_can_be_said(place, capsys):
    many = an_event("ATTENDEE:mailto:bo@example.org", "ATTENDEE:mailto:ada@example.org")
    (place / "many.ics").write_bytes(many)
    assert judge(place, file="many.ics") == 0
    assert "say it with --as" in capsys.readouterr().out
    assert judge(place, "--answer", "accept", file="many.ics") == 2
    assert judge(place, "--answer", "accept", "--as", "ada@example.org", "--out", "-", file="many.ics") == 0
    assert "From: ada@example.org" in capsys.readouterr().out


def test_an_address_that_is_said_is_the_one_that_answers(place, capsys):
    (place / "bo.ics").write_bytes(an_event("ATTENDEE:mailto:bo@example.org"))
    assert judge(place, "--answer", "accept", "--as", "carol@example.org", "--out", "-", file="bo.ics") == 0
    said = capsys.readouterr().out
    assert "From: carol@example.org" in said
    assert "bo@example.org" not in said
