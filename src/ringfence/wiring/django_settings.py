"""Django's settings, made from ours."""

from __future__ import annotations

import base64
import hashlib
from email.utils import formataddr
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from csp.constants import NONE, SELF

from ringfence.foundation.settings import load_settings
from ringfence.store.key_file import read_keys

RINGFENCE = load_settings()
WEB = Path(__file__).resolve().parent.parent / "web"
DATA_DIR = Path(RINGFENCE.data_dir).resolve()
KEY_FILE = Path(RINGFENCE.key_file) if RINGFENCE.key_file else DATA_DIR / "key"
# Originals have a key of their own: who may restart the site need not be able to read them.
ORIGINALS_KEY_FILE = Path(RINGFENCE.originals_key_file) if RINGFENCE.originals_key_file else DATA_DIR / "originals-key"

# The web room reads these by name.
for _setting in RINGFENCE.values:
    globals()[f"RINGFENCE_{_setting.upper()}"] = RINGFENCE.values[_setting]


def _database() -> dict[str, Any]:
    if RINGFENCE.database_url:
        parts = urlsplit(RINGFENCE.database_url)
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": parts.path.lstrip("/"),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": parts.hostname or "",
            "PORT": str(parts.port or ""),
            "CONN_MAX_AGE": 60,
            "CONN_HEALTH_CHECKS": True,
        }
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": DATA_DIR / "ringfence.sqlite3",
        # Kept open: closing the last connection copies the journal back, and the next page waits for that.
        "CONN_MAX_AGE": 60,
        "OPTIONS": {
            # FULL: a reference number is given out only once a power cut cannot take the report back.
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
        },
    }


def _mail() -> dict[str, Any]:
    if not RINGFENCE.mail_url:
        return {
            "EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend",
            "EMAIL_FILE_PATH": DATA_DIR / "mail",
        }
    parts = urlsplit(RINGFENCE.mail_url)
    is_tls = parts.scheme == "smtps"
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname or "localhost",
        "EMAIL_PORT": parts.port or (465 if is_tls else 25),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": is_tls,
        "EMAIL_USE_TLS": parts.scheme == "smtp+starttls",
        # Shorter than the lease, so that a letter that hangs is not given to another worker meanwhile.
        "EMAIL_TIMEOUT": max(RINGFENCE.worker_lease_seconds // 2, 1),
    }


globals().update(_mail())
_mail_from = RINGFENCE.mail_from or f"warnings@{urlsplit(RINGFENCE.base_url).hostname}"
DEFAULT_FROM_EMAIL = formataddr((RINGFENCE.site_name, _mail_from))
# To reporters: somebody else may see who writes.
NEUTRAL_FROM_EMAIL = formataddr(
    ("Messages", RINGFENCE.note_from or f"messages@{urlsplit(RINGFENCE.base_url).hostname}")
)

DATABASES = {"default": _database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# Derived, so that there is one secret to guard; empty until the key file is made.
SECRET_KEY = base64.b64encode(hashlib.sha256(b"django" + b"".join(read_keys(KEY_FILE))).digest()).decode()
DEBUG = RINGFENCE.debug
ALLOWED_HOSTS = [host.strip() for host in RINGFENCE.allowed_hosts.split(",") if host.strip()]
_is_https = RINGFENCE.base_url.startswith("https://")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "axes",
    "csp",
    "django_tasks",
    "django_tasks_db",
    "ringfence.store.apps.StoreConfig",
    "ringfence.wiring.apps.WiringConfig",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "ringfence.web.headers.more_headers",
    "ringfence.web.visitor.real_address",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "ringfence.web.languages.address_tells_language",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "axes.middleware.AxesMiddleware",
]
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
AXES_FAILURE_LIMIT = 10
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_VERBOSE = False
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
ROOT_URLCONF = "ringfence.web.urls"
WSGI_APPLICATION = "ringfence.wiring.wsgi.application"
CSRF_FAILURE_VIEW = "ringfence.web.errors.csrf_failure"
LOGIN_URL = "sign_in"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [WEB / "templates"],
        "APP_DIRS": False,
        "OPTIONS": {"environment": "ringfence.web.environment.environment"},
    },
    {"BACKEND": "django.template.backends.django.DjangoTemplates", "DIRS": [], "APP_DIRS": True},
]
STATIC_URL = "/static/"
STATICFILES_DIRS = [WEB / "static"]
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 3600
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "connect-src": [SELF],
        "worker-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
# Ends with the browser: a device that others use must not say for a year who was here.
CSRF_COOKIE_AGE = None
CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _is_https
CSRF_TRUSTED_ORIGINS = [RINGFENCE.base_url]
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31_536_000 if _is_https else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _is_https else None
X_FRAME_OPTIONS = "DENY"
# In memory and within bounds: a victim's file never lies on the disk in plain.
FILE_UPLOAD_HANDLERS = ["ringfence.web.uploads.BoundedUpload"]
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_000_000
USE_TZ = True
TIME_ZONE = "Europe/London"
LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", "English"), ("cy", "Cymraeg")]
LOCALE_PATHS = [WEB / "locale"]
USE_I18N = True

TASKS = {
    "default": {
        "BACKEND": "django_tasks_db.DatabaseBackend",
        "QUEUES": ["default"],
        # The job is a row of the very transaction that asks for it.
        "ENQUEUE_ON_COMMIT": False,
    }
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    # A traceback's frames are logged, never their values nor the message of the error: it may quote a person.
    "filters": {
        "no_values": {"()": "ringfence.store.log_filter.WithoutValues"},
        # Who asked for help when, and what for, stands in no log.
        "no_visits": {"()": "ringfence.store.log_filter.WithoutVisits"},
    },
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "plain", "filters": ["no_visits", "no_values"]}
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
}
