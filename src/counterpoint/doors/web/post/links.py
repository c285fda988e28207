"""Where links in messages lead, for whoever has the message; nobody needs to be signed in for them."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from counterpoint import wiring
from counterpoint.desk.ports import ChangedMeanwhile, NotThere
from counterpoint.desk.post import reaching
from counterpoint.domain.living import Target
from counterpoint.doors.web.post.view import WAYS_IN_WORDS, name_of


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, secret: str) -> HttpResponse:
    """A button, because programs that look through mail open every link; pressing it confirms."""
    found, now = wiring.open_confirmation(secret), timezone.now()
    if found is None:
        return _over(request)
    diary, target_id, asked_at = found
    try:
        target: Target | None = diary.dated(Target).get(target_id).thing
        if request.method == "POST":
            target = reaching.confirm_by_link(diary, target_id, asked_at, now)
    except (NotThere, ChangedMeanwhile):
        return _over(request)
    if target is None or not (target.confirmed_at or reaching.link_works(target, asked_at, now)):
        return _over(request)
    context = {"address": target.name, "done": target.confirmed_at is not None}
    return _secretly(render(request, "post/confirm.html", context))


@csrf_exempt
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def off(request: HttpRequest, secret: str) -> HttpResponse:
    """Switches one kind off for one way: by the button, or by a mail program's one click (RFC 8058)."""
    found = wiring.open_off(secret)
    if found is None:
        return _over(request)
    diary, way, kind = found
    if request.method == "POST":
        reaching.switch_off(diary, way, kind)
    context = {
        "kind": name_of(kind),
        "way": WAYS_IN_WORDS[way],
        "done": request.method == "POST",
    }
    return _secretly(render(request, "post/off.html", context))


def _over(request: HttpRequest) -> HttpResponse:
    return _secretly(render(request, "post/over.html", status=404))


def _secretly(answer: HttpResponse) -> HttpResponse:
    """The address is the secret: it stays out of caches, of search engines and of other sites' logs."""
    answer["Cache-Control"] = "no-store"
    answer["X-Robots-Tag"] = "noindex, nofollow"
    answer["Referrer-Policy"] = "no-referrer"
    return answer
