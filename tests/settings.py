"""The product's own settings in a home where no person lives, without what only costs tests time."""

from __future__ import annotations

import os
import tempfile

os.environ["COUNTERPOINT_HOME"] = tempfile.mkdtemp(prefix="counterpoint-tests-")

from counterpoint.server.settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]

# Laid out from the models, in a tenth of the time; test_schema.py holds that the migrations make the same.
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):  # noqa: F405
    DATABASES["default"]["TEST"] = {"MIGRATE": False}  # noqa: F405
