"""“How I work”: written, previewed, shared by a link, and nothing in it but what the preview shows."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time

import pytest
from django.test import Client

from counterpoint import wiring
from counterpoint.adapters.storage.models import Person
from counterpoint.desk.ports import Diary
from counterpoint.domain.boundaries import Bend, Channel, HowIWork, ProtectedTime, Request
from counterpoint.domain.planning import Task
from counterpoint.domain.timeline import WEEKDAYS, Span, WeeklyWindow
from counterpoint.domain.values import CoreValue

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
CANARY = "Zaunkoenig"
EVENING = WeeklyWindow(WEEKDAYS, time(18), time(19))
FORM = {
    "opening": "I think best before noon.", "hours": "on", "shows": "by_boundary",
    "emergency": "Ring twice.", "closing": "Tell me if it does not suit you.",
}  # fmt: skip


@pytest.fixture(autouse=True)
def a_life(diary: Diary) -> None:
    kept = diary.settings()
    diary.change_settings(replace(kept.thing, zone="Europe/Berlin", name="Ada"), version=kept.version)
    diary.values.add(CoreValue("family", "Family", 1, in_practice=f"{CANARY} practice"))
    diary.values.add(CoreValue("health", f"{CANARY} health", 2))
    for id, disclosure, value, start in (
        ("secret", "nothing", "health", 6), ("therapy", "commitment", "health", 12),
        ("dinner", "value", "family", 18),
    ):  # fmt: skip
        window = WeeklyWindow(WEEKDAYS, time(start), time(start + 1))
        title = f"{CANARY} {id}"
        diary.protected.add(ProtectedTime(id, title, (window,), "firm", value, disclosure=disclosure))  # type: ignore[arg-type]
    diary.tasks.add(Task("t", f"{CANARY} task", 30, notes=CANARY))
    diary.shelf(Channel).add(
        Channel("mail", "Mail", "mail", (EVENING,), "next_day", ("colleagues",), "ada@x.org")
    )
    diary.shelf(Channel).add(Channel("home", f"{CANARY} home phone", "phone", (), "", ("family",), CANARY))
    diary.shelf(Channel).add(Channel("phone", "Phone", "phone", (), "", (), "+49 1", True))
    span = Span(NOW, NOW.replace(hour=9))
    diary.dated(Request).add(Request("q", NOW, CANARY, CANARY, span, notes=CANARY))
    diary.dated(Bend).add(Bend("b", NOW, "dinner", CANARY, span, for_whom=CANARY, reason=CANARY))


def link_of(ada: Person, audience: str) -> str:
    found = wiring.page_address_of(ada, audience)
    assert found is not None
    return f"/how/{found.secret}/"


def share(tab: Client, audience: str = "colleagues", **fields: str) -> None:
    tab.post(f"/how-i-work/{audience}/", FORM | fields)
    tab.post(f"/how-i-work/{audience}/link/", {"act": "make"})


def sheet(page: str) -> str:
    return page.partition('<article class="sheet">')[2].partition("</article>")[0]


def test_nobody_sees_anything_before_there_is_a_link(tab: Client, ada: Person, diary: Diary) -> None:
    tab.post("/how-i-work/colleagues/", FORM)
    assert diary.shelf(HowIWork).get("colleagues").thing.opening == "I think best before noon."
    assert wiring.page_address_of(ada, "colleagues") is None
    assert Client().get("/how/not-a-secret/").status_code == 404


def test_whoever_has_the_link_reads_what_the_preview_shows_and_nothing_else(tab: Client, ada: Person) -> None:
    share(tab)
    public = Client().get(link_of(ada, "colleagues")).content.decode()
    preview = tab.get("/how-i-work/colleagues/").content.decode()
    assert sheet(public) == sheet(preview)
    for said in ("I think best", "Mon–Fri 09:00–17:30", "ada@x.org", "+49 1", "Ring twice.", "Family"):
        assert said in public
    assert "a personal commitment" in public
    assert CANARY not in public
    assert "06:00" not in public, "what is disclosed to nobody has no time there either"


@pytest.mark.parametrize("audience", ["manager", "colleagues", "others"])
@pytest.mark.parametrize("shows", ["nothing", "by_boundary"])
def test_no_reason_title_note_or_other_protected_time_gets_out(
    tab: Client, ada: Person, audience: str, shows: str
) -> None:
    share(tab, audience, shows=shows)
    assert CANARY not in Client().get(link_of(ada, audience)).content.decode()


def test_the_family_reads_more_but_never_what_is_for_nobody(tab: Client, ada: Person) -> None:
    page = tab.get("/how-i-work/family/").content.decode()
    assert f"{CANARY} dinner" not in sheet(page), "names are shown where they are chosen"
    share(tab, "family", shows="names")
    public = Client().get(link_of(ada, "family")).content.decode()
    assert f"{CANARY} dinner" in public
    assert f"{CANARY} home phone" in public
    assert f"{CANARY} secret" not in public
    assert f"{CANARY} therapy" not in public, "others read of it that it is a personal commitment"
    assert f"{CANARY} task" not in public


def test_the_link_is_for_no_cache_no_index_and_no_referrer(tab: Client, ada: Person) -> None:
    share(tab)
    answer = Client().get(link_of(ada, "colleagues"))
    assert answer["Cache-Control"] == "no-store"
    assert "noindex" in answer["X-Robots-Tag"]
    assert answer["Referrer-Policy"] == "no-referrer"
    assert 'content="noindex, nofollow"' in answer.content.decode()


def test_a_revoked_link_stops_working_at_once_and_others_go_on(tab: Client, ada: Person) -> None:
    share(tab)
    share(tab, "manager")
    gone, other = link_of(ada, "colleagues"), link_of(ada, "manager")
    assert gone != other
    tab.post("/how-i-work/colleagues/link/", {"act": "revoke"})
    assert Client().get(gone).status_code == 404
    assert Client().get(other).status_code == 200


def test_a_new_link_ends_the_one_before(tab: Client, ada: Person) -> None:
    share(tab)
    before = link_of(ada, "colleagues")
    tab.post("/how-i-work/colleagues/link/", {"act": "make"})
    assert Client().get(before).status_code == 404
    assert Client().get(link_of(ada, "colleagues")).status_code == 200


def test_a_page_that_is_taken_away_takes_its_link_with_it(tab: Client, ada: Person, diary: Diary) -> None:
    share(tab)
    link = link_of(ada, "colleagues")
    tab.post("/how-i-work/colleagues/link/", {"act": "remove"})
    assert Client().get(link).status_code == 404
    assert not diary.shelf(HowIWork).all()
    tab.post("/how-i-work/colleagues/link/", {"act": "make"})
    assert wiring.page_address_of(ada, "colleagues") is None


def test_somebody_who_is_not_active_any_more_shows_nothing(tab: Client, ada: Person) -> None:
    share(tab)
    Person.objects.filter(pk=ada.pk).update(is_active=False)
    assert Client().get(link_of(ada, "colleagues")).status_code == 404


def test_what_is_kept_later_shows_at_the_same_link(tab: Client, ada: Person) -> None:
    share(tab)
    was = tab.get("/how-i-work/colleagues/").context["was"]
    tab.post("/how-i-work/colleagues/", FORM | {"opening": "New words.", "version": "1", "was": was})
    assert "New words." in Client().get(link_of(ada, "colleagues")).content.decode()
    assert "New%20words." in tab.get("/how-i-work/colleagues/").context["mailto"]


def test_looking_keeps_nothing_with_and_without_a_script(tab: Client, diary: Diary) -> None:
    page = tab.post("/how-i-work/colleagues/", FORM | {"look": "yes"}).content.decode()
    assert "I think best before noon." in sheet(page)
    part = tab.post("/how-i-work/colleagues/preview/", FORM | {"opening": "<b>Hm</b>"}).content.decode()
    assert "&lt;b&gt;Hm" in part
    assert "<html" not in part
    assert tab.post("/how-i-work/colleagues/preview/", FORM | {"shows": "all"}).status_code == 422
    assert not diary.shelf(HowIWork).all()


def test_the_mail_says_the_same_and_has_the_link(tab: Client, ada: Person) -> None:
    share(tab)
    page = tab.get("/how-i-work/colleagues/").content.decode()
    mail = page.partition('<textarea id="page-text"')[2].partition("</textarea>")[0]
    for said in (
        "How Ada works",
        "I work: Mon–Fri",
        "– Mail: ada@x.org",
        "a personal commitment",
        "Ring twice.",
    ):
        assert said in mail
    assert link_of(ada, "colleagues") in mail
    assert CANARY not in mail


def test_an_audience_that_is_none_has_no_page(tab: Client) -> None:
    assert tab.get("/how-i-work/press/").status_code == 404


def test_two_tabs_do_not_overwrite_each_other(tab: Client) -> None:
    tab.post("/how-i-work/colleagues/", FORM)
    answer = tab.post("/how-i-work/colleagues/", FORM | {"opening": "Mine"})
    assert answer.status_code == 409
    assert "Mine" in answer.content.decode()
