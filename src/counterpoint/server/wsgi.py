"""What the web server calls."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

from counterpoint.server.orphans import leave_with_parent

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "counterpoint.server.settings")
application = get_wsgi_application()
if "COUNTERPOINT_CHILD" in os.environ:
    leave_with_parent()
