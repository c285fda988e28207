"""Where one goes after a small act that can be done from several pages."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import NoReverseMatch, reverse
from django.utils.http import url_has_allowed_host_and_scheme

PAGES = ("today", "week", "savour", "habit", "shutdown", "warm-up")
"""The pages that may ask to be come back to, by name, in the field `then`."""


def is_page_of_ours(path: str) -> bool:
    """Whether an address that came with a form is a path of this site, and so safe to lead to."""
    return path.startswith("/") and url_has_allowed_host_and_scheme(path, allowed_hosts=None)


def way_on(request: HttpRequest, otherwise: str) -> HttpResponse:
    """Back to the page that asked for it; else to the one that the act belongs to."""
    then = request.POST.get("then", "")
    try:
        return redirect(reverse(then if then in PAGES else otherwise))
    except NoReverseMatch:
        return redirect(otherwise)
