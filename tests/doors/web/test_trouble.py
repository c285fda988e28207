"""When the disk is full, the database busy, or a file beyond all measure: kind words, nothing is lost."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError, connection
from django.test import Client

from counterpoint.adapters.storage.models.first_steps import CompanionRow
from counterpoint.desk.ports import Diary
from counterpoint.domain.living import Companion
from counterpoint.doors.web import uploads

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("database is locked", "try once more in a moment"),
        ("database or disk is full", "no room left"),
        ("attempt to write a readonly database", "cannot write"),
    ],
)
def test_what_the_database_cannot_do_is_said_in_words(ada: Any, diary: Diary, said: str, words: str) -> None:
    def refuse(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.startswith("INSERT"):
            raise OperationalError(said)
        return execute(sql, params, many, context)

    tab = Client(raise_request_exception=False)
    tab.force_login(ada, backend="allauth.account.auth_backends.AuthenticationBackend")
    with connection.execute_wrapper(refuse):
        answer = tab.post("/matters/values/new/", {"name": "Music", "in_practice": ""})
    assert answer.status_code == 503
    page = answer.content.decode()
    assert words in page
    assert "unchanged" in page
    assert said not in page
    assert not diary.values.all()


def test_a_page_that_cannot_keep_its_session_says_so_as_well(ada: Any, diary: Diary) -> None:
    def refuse(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.startswith("UPDATE") and "django_session" in sql:
            raise OperationalError("database or disk is full")
        return execute(sql, params, many, context)

    tab = Client(raise_request_exception=False)
    tab.force_login(ada, backend="allauth.account.auth_backends.AuthenticationBackend")
    tab.post("/tasks/line/", {"text": "Call 15m"})
    with connection.execute_wrapper(refuse):
        answer = tab.get("/tasks/")
    assert answer.status_code == 503
    assert "no room left" in answer.content.decode()
    assert len(diary.tasks.all()) == 1


def test_who_looks_at_an_address_that_only_takes_a_form_is_led_on(tab: Client) -> None:
    answer = tab.get("/tasks/line/")
    page = answer.content.decode()
    assert (answer.status_code, answer["Allow"]) == (405, "POST")
    assert "only takes what a button sends" in page
    assert 'href="/tasks/"' in page
    assert 'href="/boundaries/bends/x/"' in tab.get("/boundaries/bends/x/back/").content.decode()
    assert tab.delete("/tasks/line/").content == b""


def test_a_request_that_makes_no_sense_is_told_so(client: Client) -> None:
    answer = client.get("/accounts/login/", headers={"host": "evil.example"})
    assert answer.status_code == 400
    assert "could not be read" in answer.content.decode()


def test_other_faults_say_nothing_of_themselves(ada: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def break_down(*_: object, **__: object) -> None:
        raise RuntimeError("s3cret")

    monkeypatch.setattr("counterpoint.doors.web.tasks.pages.tasks_view", break_down)
    tab = Client(raise_request_exception=False)
    tab.force_login(ada, backend="allauth.account.auth_backends.AuthenticationBackend")
    answer = tab.get("/tasks/")
    assert answer.status_code == 500
    assert b"s3cret" not in answer.content
    assert b"Traceback" not in answer.content
    assert b"written to the log" in answer.content


def file(size: int) -> SimpleUploadedFile:
    return SimpleUploadedFile("everything.json", b"[" * size)


def test_a_file_beyond_all_measure_is_not_taken_in(
    tab: Client, monkeypatch: pytest.MonkeyPatch, diary: Diary
) -> None:
    monkeypatch.setattr(uploads, "MOST_AT_ONCE", 200_000)
    answer = tab.post("/settings/everything/", {"replace": "on", "file": file(300_000)})
    assert answer.status_code == 422
    assert "larger than 100 MB" in answer.content.decode()
    assert not diary.tasks.all()


class Counted(io.BytesIO):
    """The body of a request, which knows how much of it was taken."""

    taken = 0

    def read(self, size: int | None = -1, /) -> bytes:
        piece = super().read(size)
        self.taken += len(piece)
        return piece


def test_a_stranger_cannot_fill_the_disk(client: Client) -> None:
    head = b'--x\r\nContent-Disposition: form-data; name="f"; filename="f"\r\n\r\n'
    body = Counted(head + b"a" * 3_000_000 + b"\r\n--x--\r\n")
    client.generic(
        "POST",
        "/accounts/login/",
        b"",
        "multipart/form-data; boundary=x",
        **{"wsgi.input": body, "CONTENT_LENGTH": str(len(body.getvalue()))},  # type: ignore[arg-type]
    )
    assert body.taken < 1_000_000


@pytest.fixture
def many_records() -> bytes:
    return b'{"format": "counterpoint-export/1", "settings": {}, "tasks": [' + b"[]," * 2_100_000 + b"[]]}"


def test_a_document_of_very_many_pieces_is_refused_before_it_is_taken_apart(
    tab: Client, many_records: bytes
) -> None:
    sent = SimpleUploadedFile("x.json", many_records)
    answer = tab.post("/settings/everything/", {"replace": "on", "file": sent})
    assert answer.status_code == 422
    assert "too many entries" in answer.content.decode()


@pytest.mark.parametrize("number", ["1" * 5000, "NaN", "-Infinity", "1" * 400])
def test_a_number_that_is_none_is_refused(tab: Client, number: str) -> None:
    raw = b'{"format": "counterpoint-export/1", "settings": {"clock": ' + number.encode() + b"}}"
    answer = tab.post("/settings/everything/", {"replace": "on", "file": SimpleUploadedFile("x.json", raw)})
    assert answer.status_code == 422
    assert "cannot be read yet" in answer.content.decode()


@pytest.mark.parametrize("id", ["a/b", "", "..", "a\nb", "\ud800", "a\0", "x" * 65, "\u2028"])
def test_an_id_that_no_address_can_hold_is_refused(tab: Client, diary: Diary, id: str) -> None:
    document = {
        "format": "counterpoint-export/1",
        "settings": {},
        "tasks": [{"id": id, "title": "A", "minutes": 5}],
    }
    sent = SimpleUploadedFile("x.json", json.dumps(document).encode())
    assert tab.post("/settings/everything/", {"replace": "on", "file": sent}).status_code == 422
    toml = f'[[tasks]]\nid = {json.dumps(id)}\ntitle = "A"\nminutes = 30\n'
    if id and id != "\ud800":
        assert tab.post("/settings/life/", {"text": toml, "sure": "1"}).status_code == 422
    assert not diary.tasks.all()
    assert tab.get("/tasks/").status_code == 200


@pytest.mark.parametrize("address", ["http://[::1", "file:///etc/passwd", "javascript:alert(1)", ""])
def test_what_is_no_address_of_a_feed_does_not_come_in(tab: Client, diary: Diary, address: str) -> None:
    source = {"id": "c", "name": "C", "domain_id": "", "kind": "feed", "address": address}
    document = {"format": "counterpoint-export/1", "settings": {}, "calendars": [{"source": source}]}
    sent = SimpleUploadedFile("x.json", json.dumps(document).encode())
    assert tab.post("/settings/everything/", {"replace": "on", "file": sent}).status_code == 422
    assert not diary.calendars.all()


def test_a_thing_called_new_has_a_page_of_its_own(tab: Client, diary: Diary) -> None:
    tab.post("/matters/values/new/", {"name": "New", "in_practice": ""})
    (kept,) = diary.values.all()
    assert "New" in tab.get(f"/matters/values/{kept.thing.id}/").content.decode()
    assert kept.thing.id != "new"


def test_another_tab_in_the_very_same_moment_is_told_in_words(ada: Any, diary: Diary) -> None:
    """Between the reading and the writing of one request: no page of its own expects that everywhere."""
    diary.shelf(Companion).add(Companion("noor", "Noor"))
    table = CompanionRow._meta.db_table

    def quicker(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.startswith("UPDATE") and table in sql and "version + 1" not in sql:
            execute(f'UPDATE "{table}" SET "version" = "version" + 1', (), False, context)
        return execute(sql, params, many, context)

    tab = Client(raise_request_exception=False)
    tab.force_login(ada, backend="allauth.account.auth_backends.AuthenticationBackend")
    with connection.execute_wrapper(quicker):
        answer = tab.post("/companion/one/noor/turn/", {"state": "resting"})
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "That could not be done just now" in page
    assert "in the meantime" in page
    assert diary.shelf(Companion).get("noor").thing.state == "on"


def test_what_is_gone_in_the_same_moment_is_not_there_and_no_fault(ada: Any, diary: Diary) -> None:
    diary.shelf(Companion).add(Companion("noor", "Noor"))
    table = CompanionRow._meta.db_table

    def quicker(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.startswith("UPDATE") and table in sql:
            execute(f'DELETE FROM "{table}"', (), False, context)
        return execute(sql, params, many, context)

    tab = Client(raise_request_exception=False)
    tab.force_login(ada, backend="allauth.account.auth_backends.AuthenticationBackend")
    with connection.execute_wrapper(quicker):
        assert tab.post("/companion/one/noor/turn/", {"state": "resting"}).status_code == 404
