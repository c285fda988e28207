"""What makes the pages an app on a phone: a manifest, and a worker for when there is no network."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from django.contrib.auth.decorators import login_not_required
from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

FOLDER = "counterpoint"
PRECACHED = ("build/app.css", "build/app.js", "build/checkin.js", "mark.svg", "icons/icon-192.png")
WORKER = f"{FOLDER}/build/sw.js"
PAPER = "#faf7f0"


def file(name: str) -> str:
    return static(f"{FOLDER}/{name}")


@login_not_required
@require_safe
def service_worker(_request: HttpRequest) -> HttpResponse:
    """The worker's script at the root, so that it may speak for every page. It names the files it keeps."""
    found = finders.find(WORKER)
    assert isinstance(found, str), "The front end is not built."
    script = Path(found).read_text(encoding="utf-8")
    files = [file(name) for name in PRECACHED]
    version = hashlib.sha256(f"{files}{script}".encode()).hexdigest()[:12]
    kept = {
        "version": version,
        "files": files,
        "shell": reverse("check-in-offline"),
        "icon": file("icons/icon-192.png"),
        "words": {"notNow": _("Not now")},
    }
    answer = HttpResponse(
        f"self.KEPT = {json.dumps(kept)};\n{script}", content_type="text/javascript; charset=utf-8"
    )
    answer["Cache-Control"] = "no-cache"
    answer["Service-Worker-Allowed"] = "/"
    return answer


@login_not_required
@require_safe
def manifest(_request: HttpRequest) -> HttpResponse:
    """How the app is called and looks on a home screen."""
    answer = JsonResponse(
        {
            "id": "/",
            "name": "Counterpoint",
            "short_name": "Counterpoint",
            "description": _("Work and life as two voices that make each other better."),
            "lang": "en",
            "start_url": reverse("today"),
            "scope": "/",
            "display": "standalone",
            "background_color": PAPER,
            "theme_color": PAPER,
            "icons": [
                {"src": file("icons/icon-192.png"), "sizes": "192x192", "type": "image/png"},
                {"src": file("icons/icon-512.png"), "sizes": "512x512", "type": "image/png"},
                {
                    "src": file("icons/maskable-512.png"),
                    "sizes": "512x512",
                    "type": "image/png",
                    "purpose": "maskable",
                },
                {"src": file("mark.svg"), "sizes": "any", "type": "image/svg+xml"},
            ],
            "shortcuts": [{"name": _("Check in"), "url": reverse("check-in")}],
        }
    )
    answer["Content-Type"] = "application/manifest+json"
    answer["Cache-Control"] = "no-cache"
    return answer
