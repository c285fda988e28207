"""What stands in the log, and what never does."""

from __future__ import annotations

import logging
import logging.config
from urllib.parse import quote

import pytest
from django.conf import settings

SECRET = "Wq3kG9-x_abcdefghij0123456789"


def logged(path: str) -> str:
    wanted = settings.LOGGING["formatters"]["plain"]
    kind = logging.config.BaseConfigurator({}).resolve(wanted["()"])
    formatter = kind(wanted["format"], style=wanted["style"])
    try:
        raise ValueError(f"nothing at {path}")
    except ValueError as error:
        trouble = (ValueError, error, error.__traceback__)
    record = logging.LogRecord("django.request", logging.ERROR, "", 0, "%s: %s", ("Broken", path), trouble)
    return str(formatter.format(record))


@pytest.mark.parametrize(
    "path", [f"/welcome/{SECRET}/", f"/feed/{SECRET}.ics", f"http://h/feed/{SECRET}.ics?x", f"/how/{SECRET}/"]
)
def test_a_secret_in_an_address_is_not_logged_even_when_something_breaks(path: str) -> None:
    line = logged(path)
    assert SECRET not in line
    assert "Broken: " in line
    assert "Traceback" in line


def test_of_a_refused_row_the_log_keeps_nothing_that_is_in_it() -> None:
    words = "null value\nDETAIL:  Failing row contains (7, Zaunkoenig,\nZaunkoenig.\nand more)."
    line = logged(words)
    assert "Zaunkoenig" not in line
    assert "and more" not in line
    assert "null value" in line


def test_a_wrong_host_name_is_refused_without_a_word_in_the_log() -> None:
    wanted = settings.LOGGING["loggers"]["django.security.DisallowedHost"]
    assert logging.getLevelName(wanted["level"]) > logging.ERROR


def test_other_addresses_are_logged_as_they_are() -> None:
    assert "Broken: /week/2026-W48/" in logged("/week/2026-W48/")


def test_refusals_are_not_logged_because_addresses_hold_words_from_titles() -> None:
    assert settings.LOGGING["loggers"]["django.request"]["level"] == "ERROR"


def test_what_comes_back_from_a_provider_is_in_no_log() -> None:
    line = logged(f"/calendars/accounts/with/google/back/?state={SECRET}&code=4/{SECRET}&scope=openid")
    assert SECRET not in line
    assert "state=…&code=…&scope=openid" in line


@pytest.mark.parametrize("times", [1, 2])
def test_nor_is_it_where_that_address_stands_within_another(times: int) -> None:
    inner = f"/calendars/accounts/with/google/back/?state={SECRET}&code=4/{SECRET}&scope=openid"
    for _time in range(times):
        inner = quote(inner)
    line = logged(f"/accounts/login/?next={inner}&lang=en")
    assert SECRET not in line
    assert "openid&lang=en" in line
