"""Browsers and services by which one is told: kept when they say so."""

from __future__ import annotations

import re

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from counterpoint import wiring
from counterpoint.desk.ports import NotThere
from counterpoint.desk.post import devices as desk
from counterpoint.domain.errors import CounterpointError
from counterpoint.domain.living.devices import NoSubscription, subscription
from counterpoint.doors.web.at_the_door import PersonRequest
from counterpoint.doors.web.forms.pages import UNPROCESSABLE
from counterpoint.doors.web.post import pages, view

ASKED = ("endpoint", "receiver", "secret", "key")
BROWSERS = (
    (r"Edg", "Edge"),
    (r"OPR|Opera", "Opera"),
    (r"SamsungBrowser", "Samsung Internet"),
    (r"Firefox|FxiOS", "Firefox"),
    (r"Chrome|CriOS|Chromium", "Chrome"),
    (r"Safari", "Safari"),
)
SYSTEMS = (
    (r"iPhone", "iPhone"),
    (r"iPad", "iPad"),
    (r"Android", "Android"),
    (r"Windows", "Windows"),
    (r"Macintosh|Mac OS", "Mac"),
    (r"CrOS", "ChromeOS"),
    (r"Linux|X11", "Linux"),
)


@require_POST
@never_cache
def keep(request: PersonRequest) -> HttpResponse:
    """What a browser hands out when it is turned on, or when it changes its address by itself (`was`)."""
    now, was = timezone.now(), request.POST.get("was", "")
    try:
        found = subscription(*(request.POST.get(name, "") for name in ASKED))
        if found.key != wiring.push_public_key() or view.in_example(request):
            raise NoSubscription(_("This browser was not asked by this Counterpoint."))
        if was:
            desk.renew_device(request.diary, found, was=was, now=now)
        else:
            name = browser_name(request.headers.get("User-Agent", ""))
            desk.keep_device(request.diary, found, name=name, now=now)
            words = _("This device is reached from now on. Choose what is told there.")
            messages.success(request, words, extra_tags="calm")
    except NotThere as gone:
        return JsonResponse({"message": str(gone)}, status=404)
    except CounterpointError as wrong:
        return JsonResponse({"message": str(wrong)}, status=UNPROCESSABLE)
    return JsonResponse({}, status=201)


def browser_name(agent: str) -> str:
    """“Firefox on Android”, as its person knows it, from what a browser says of itself."""
    browser = next((name for pattern, name in BROWSERS if re.search(pattern, agent)), _("A browser"))
    system = next((name for pattern, name in SYSTEMS if re.search(pattern, agent)), "")
    return _("%(browser)s on %(system)s") % {"browser": browser, "system": system} if system else browser


@require_POST
def add_service(request: PersonRequest) -> HttpResponse:
    """Keeps an Apprise address; what was typed stays on the page when it is none."""
    typed = {name: request.POST.get(name, "") for name in ("service", "service_name")}
    try:
        if view.in_example(request):
            raise NotThere(_("This is an example life. It sends nothing to anybody."))
        target = desk.add_service(
            request.diary,
            typed["service"],
            name=typed["service_name"],
            now=timezone.now(),
            check=wiring.checks_services(),
        )
    except CounterpointError as wrong:
        return pages.show(request, {**typed, "service_wrong": str(wrong)}, status=UNPROCESSABLE)
    words = _("A code is on its way to %(name)s. Nothing else goes there until it is confirmed.")
    if target.confirmed_at is not None:
        words = _("%(name)s is confirmed already.")
    messages.success(request, words % {"name": target.name}, extra_tags="calm")
    return redirect(pages.HERE)
