"""The subscription: fetched by programs without a login, made and revoked by its owner.

Who has the address may read the accepted plans, so it is long, never logged, and gone once revoked. A wrong
one is answered like any page that does not exist.
"""

from __future__ import annotations

import hashlib

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import http_date, quote_etag
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from counterpoint import wiring
from counterpoint.doors.web.at_the_door import PersonRequest
from counterpoint.doors.web.calendars.plan_forms import ShowsAsForm
from counterpoint.doors.web.feed.panel import feed_context


@login_not_required
@require_safe
def subscribed(request: HttpRequest, secret: str) -> HttpResponse:
    """Every block of every accepted plan, for who holds the address."""
    feed = wiring.open_feed(secret, now=timezone.now())
    if feed is None:
        raise Http404
    etag = quote_etag(hashlib.sha256(feed.content).hexdigest()[:32])
    changed = int(feed.changed_at.timestamp())
    answer = HttpResponse(feed.content, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = 'inline; filename="counterpoint.ics"'
    answer["ETag"], answer["Last-Modified"] = etag, http_date(changed)
    conditional = get_conditional_response(request, etag=etag, last_modified=changed, response=answer)
    answer = conditional if isinstance(conditional, HttpResponse) else answer
    return _kept_to_itself(answer)


def _kept_to_itself(answer: HttpResponse) -> HttpResponse:
    answer["Cache-Control"] = "private, no-cache"
    answer["X-Robots-Tag"] = "noindex, nofollow"
    answer["Referrer-Policy"] = "no-referrer"
    return answer


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def feed(request: PersonRequest) -> HttpResponse:
    """Where the address is made, copied and revoked."""
    if request.method != "POST":
        return render(request, "week/feed.html", feed_context(request))
    if request.POST.get("act") == "show":
        return _show(request)
    if request.POST.get("act") == "revoke":
        wiring.revoke_feed(request.user, now=timezone.now())
        words = _("The address no longer works. Calendars that used it get nothing more.")
    else:
        wiring.make_feed(request.user, now=timezone.now())
        words = _("Here is your address. Whoever has it can see your accepted plan.")
    messages.success(request, words, extra_tags="calm")
    return redirect("feed")


def _show(request: PersonRequest) -> HttpResponse:
    form = ShowsAsForm(request.POST)
    if form.is_valid():
        wiring.show_feed_as(request.user, form.showing, now=timezone.now())
        words = _("Calendars show your plan like that when they ask next.")
        messages.success(request, words, extra_tags="calm")
    return redirect("feed")
