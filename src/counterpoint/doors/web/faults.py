"""What a visitor is told when a page cannot be shown."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def form_was_too_old(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form's proof of origin was missing or had run out; what was typed is still in the browser."""
    return render(request, "403_csrf.html", {"reason": reason}, status=403)
