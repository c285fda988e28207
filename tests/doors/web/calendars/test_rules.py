"""Rules on events: made, tried out, put in order, changed in two windows, removed and put back."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from counterpoint.desk.calendars.adding import add_file
from counterpoint.desk.calendars.marking import keep_rule, rule_of, saying
from counterpoint.desk.calendars.uploads import Upload
from counterpoint.domain.agenda import EventRule, Mark
from counterpoint.wiring import reads_calendars
from tests.calendars import NOW, calendar, event

OUT = Mark(ignored=True)


@pytest.fixture
def standups(diary: Any) -> None:
    raw = calendar(event("s@t", "Standup", NOW + timedelta(hours=1), "RRULE:FREQ=DAILY;COUNT=3"))
    add_file(diary, Upload("a.ics", raw), domain_id="d-work", now=NOW, read=reads_calendars())


def made(diary: Any, *texts: str) -> list[EventRule]:
    return [keep_rule(diary, rule_of("title", text, OUT)).thing for text in texts]


def texts(diary: Any) -> list[str]:
    return [kept.thing.contains for kept in diary.event_rules.all()]


def test_the_empty_page_gives_examples(signed_in: Client) -> None:
    assert (
        "whatever has “birthday” in its title takes no time"
        in signed_in.get("/calendars/rules/").content.decode()
    )


def test_a_rule_is_tried_out_before_it_is_kept(signed_in: Client, diary: Any, standups: None) -> None:
    form = {"where": "title", "contains": "stand", "effect": "free", "domain": "d-family", "preview": "1"}
    page = signed_in.post("/calendars/rules/new/", form).content.decode()
    assert "It touches 3 events of the next four weeks" in page
    assert "3 times" in page
    assert "<td>Work, takes time</td><td>Family, takes no time</td>" in page
    assert diary.event_rules.all() == ()


def test_the_preview_follows_the_typing(signed_in: Client, standups: None) -> None:
    form = {"where": "title", "contains": "stand", "effect": "out"}
    part = signed_in.post("/calendars/rules/new/", form, HTTP_HX_REQUEST="true").content.decode()
    assert part.strip().startswith('<section id="touched"')
    assert "<td>left out</td>" in part


def test_a_rule_is_kept_and_listed_in_words(signed_in: Client, diary: Any) -> None:
    form = {"where": "organiser", "contains": "lead@example.org", "effect": "", "domain": "d-work"}
    page = signed_in.post("/calendars/rules/new/", form, follow=True).content.decode()
    assert "Organiser contains “lead@example.org”" in page
    assert "belongs to Work" in page
    (kept,) = diary.event_rules.all()
    assert kept.thing.mark == Mark(domain_id="d-work")


@pytest.mark.parametrize(
    "form, words",
    [
        ({"contains": "", "effect": "out"}, "A rule needs a text to look for."),
        ({"contains": "x", "effect": ""}, "This rule would change nothing."),
    ],
)
def test_what_is_missing_is_said_beside_its_field(
    signed_in: Client, diary: Any, form: dict[str, str], words: str
) -> None:
    answer = signed_in.post("/calendars/rules/new/", {"where": "title", **form})
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert diary.event_rules.all() == ()


def test_a_rule_changed_in_another_window_is_told_and_not_lost(signed_in: Client, diary: Any) -> None:
    (rule,) = made(diary, "choir")
    keep_rule(diary, EventRule(rule.id, "title", "singing", OUT), seen=saying(rule))
    form = {"where": "title", "contains": "chorus", "effect": "free", "seen": saying(rule)}
    answer = signed_in.post(f"/calendars/rules/{rule.id}/", form)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Now it says: Title contains “singing”: is left out." in page
    assert 'value="chorus"' in page
    assert texts(diary) == ["singing"]


def test_rules_are_put_in_order_by_buttons(signed_in: Client, diary: Any) -> None:
    one, _ = made(diary, "one", "two")
    signed_in.post(f"/calendars/rules/{one.id}/move/", {"by": "later", "place": "0"})
    assert texts(diary) == ["two", "one"]
    page = signed_in.post(f"/calendars/rules/{one.id}/move/", {"by": "later", "place": "0"}, follow=True)
    assert "changed in another tab" in page.content.decode()
    assert texts(diary) == ["two", "one"]
    signed_in.post(f"/calendars/rules/{one.id}/move/", {"by": "earlier", "place": "1"})
    assert texts(diary) == ["one", "two"]


def test_a_removed_rule_can_be_put_back_where_it_was(signed_in: Client, diary: Any) -> None:
    one, _ = made(diary, "one", "two")
    page = signed_in.post(f"/calendars/rules/{one.id}/remove/", follow=True).content.decode()
    assert "The rule on “one” is removed." in page
    assert texts(diary) == ["two"]
    form = {"where": "title", "contains": "one", "effect": "out", "domain": "", "place": "0"}
    signed_in.post("/calendars/rules/put-back/", form)
    assert texts(diary) == ["one", "two"]


def test_rules_of_others_do_not_exist(stranger: Client, diary: Any) -> None:
    (rule,) = made(diary, "choir")
    form = {"where": "title", "contains": "x", "effect": "out", "by": "later", "place": "0"}
    for deed in ("", "move/", "remove/"):
        assert stranger.post(f"/calendars/rules/{rule.id}/{deed}", form).status_code == 404
    assert stranger.get(f"/calendars/rules/{rule.id}/").status_code == 404
    assert "choir”" not in stranger.get("/calendars/rules/").content.decode()
    assert texts(diary) == ["choir"]
