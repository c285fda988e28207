"""What the web server calls."""

from __future__ import annotations

import gc
import os

from django.core.wsgi import get_wsgi_application

from counterpoint.server.orphans import leave_with_parent

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "counterpoint.server.settings")
application = get_wsgi_application()
# What is loaded by now stays; looking through all of it again for rubbish is what made one answer in twenty
# wait. Pages leave little behind that counting references does not find, so it may be looked for seldom.
gc.collect()
gc.freeze()
gc.set_threshold(50_000, 20, 50)
if "COUNTERPOINT_CHILD" in os.environ:
    leave_with_parent()
