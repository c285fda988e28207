"""Django's settings. What differs between installations comes from the environment, see the guide."""

from __future__ import annotations

import os
from pathlib import Path

from csp.constants import NONCE, NONE, SELF

from counterpoint.adapters.post.server import mail_server_of
from counterpoint.adapters.storage.home import home_folder, secret_key
from counterpoint.server.database import database
from counterpoint.server.reach import reach_of

HOME = home_folder()
REACH = reach_of(os.environ)
PACKAGE = Path(__file__).resolve().parent.parent

DEBUG = False
SECRET_KEY = secret_key(HOME)
ALLOWED_HOSTS = list(REACH.hosts)
ROOT_URLCONF = "counterpoint.server.urls"
WSGI_APPLICATION = "counterpoint.server.wsgi.application"
DATABASES = {"default": database(os.environ.get("COUNTERPOINT_DATABASE", ""), HOME)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "counterpoint.doors.web",
    "counterpoint.adapters.storage",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_htmx",
    "csp",
    "axes",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "counterpoint.doors.web.again.keeping.SignInFirst",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "counterpoint.doors.web.again.keeping.TakesLeave",
    "counterpoint.doors.web.at_the_door.DiaryMiddleware",
    "counterpoint.doors.web.faults.OnlySent",
    "axes.middleware.AxesMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "counterpoint.doors.web.tasks.took.how_long",
            ]
        },
    }
]

# Who comes in
AUTH_USER_MODEL = "storage.Person"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
     "OPTIONS": {"user_attributes": ["username", "display_name", "email"]}},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]  # fmt: skip
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_ADAPTER = "counterpoint.doors.web.accounts.adapter.AccountAdapter"
ACCOUNT_FORMS = {"login": "counterpoint.doors.web.accounts.signing_in.SignInForm"}
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_USER_DISPLAY = str
ACCOUNT_USERNAME_MIN_LENGTH = 2
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 900
ACCOUNT_RATE_LIMITS = {"login_failed": "8/15m/key"}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Counterpoint"
# Browsers offer passkeys on localhost without HTTPS, and nowhere else.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not REACH.https
# In the memory of the one web process: in the database axes would keep who signed in when and from where, and
# what else stood in a form, for ever.
AXES_HANDLER = "axes.handlers.cache.AxesCacheHandler"
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        # Room for more names than can be tried in a while, so that none pushes another's count out.
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}
AXES_FAILURE_LIMIT = 8
AXES_COOLOFF_TIME = 0.25
AXES_LOCKOUT_PARAMETERS = [["ip_address", "username"]]
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_CALLABLE = "counterpoint.doors.web.accounts.pages.locked_out"
AXES_USERNAME_CALLABLE = "counterpoint.doors.web.accounts.adapter.name_tried"
AXES_CLIENT_IP_CALLABLE = "counterpoint.doors.web.accounts.adapter.client_address"
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if REACH.behind_proxy else 0
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False
SESSION_COOKIE_AGE = 60 * 60 * 24 * 60
SESSION_COOKIE_NAME = "counterpoint"

# In the browser alone: what does not fit into a cookie would lie in the session, in the clear.
MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"

# On the way
SECURE_SSL_REDIRECT = REACH.https and REACH.behind_proxy
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if REACH.behind_proxy else None
SECURE_REDIRECT_EXEMPT = [r"^health$"]
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365 if REACH.https else 0
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = REACH.https
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_TRUSTED_ORIGINS = REACH.trusted_origins
CSRF_FAILURE_VIEW = "counterpoint.doors.web.faults.form_was_too_old"
X_FRAME_OPTIONS = "DENY"
# An operator decides on subdomains and browsers' preload lists, not a program that lives on one name.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
# There is one web process, so its own memory is where attempts can be counted.
SILENCED_SYSTEM_CHECKS += ["axes.W001"]
if not REACH.https:
    # Plain HTTP is for one's own machine or home network; the guide says how to put HTTPS in front.
    SILENCED_SYSTEM_CHECKS += ["security.W004", "security.W012", "security.W016"]
if not SECURE_SSL_REDIRECT:
    SILENCED_SYSTEM_CHECKS += ["security.W008"]
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF, NONCE],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

# Words and times
LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English")]
LOCALE_PATHS = [PACKAGE / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

# Files
STATIC_URL = "static/"
STATIC_ROOT = HOME / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = False
DATA_UPLOAD_MAX_MEMORY_SIZE = 25 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 25 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
FILE_UPLOAD_HANDLERS = [
    "counterpoint.doors.web.uploads.NoFlood",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

# Mail goes out through the outbox alone; nothing of Django's or of others' sends any.
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
MAIL_SERVER = mail_server_of(os.environ)

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {
            "()": "counterpoint.server.logs.Plain",
            "format": "{asctime} {levelname} {name}: {message}",
            "style": "{",
        }
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "counterpoint": {"level": "INFO"},
        "django": {"handlers": [], "level": "WARNING"},
        # Refusals are no faults, and their addresses hold words from people's titles.
        "django.request": {"level": "ERROR"},
        # Anybody can ask under a wrong name; told with its traceback each time, that would fill the disk.
        "django.security.DisallowedHost": {"level": "CRITICAL"},
    },
}
