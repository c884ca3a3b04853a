"""Settings of every service. All that differs from place to place comes from the environment."""

import os
import pathlib
import sys
from urllib.parse import parse_qsl, unquote, urlsplit

ROOT = pathlib.Path(__file__).resolve().parent.parent
VERSION = (ROOT / "VERSION").read_text().strip()
SECRET_KEY = os.environ.get("SECRET_KEY", "for manage.py, which signs nothing")
REDIS_URL = os.environ.get("REDIS_URL", "")
UPLOADS = pathlib.Path(os.environ.get("UPLOADS", "uploads"))
REQUESTS_PER_SECOND = int(os.environ.get("REQUESTS_PER_SECOND", "500"))

ALLOWED_HOSTS = ["*"]
ROOT_URLCONF = "urls"
USE_TZ = True
TIME_ZONE = "UTC"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
MIDDLEWARE = ["shared.figures.Figures"]
STATIC_URL = "/static/"
STATIC_ROOT = os.environ.get("STATIC_ROOT", "collected")
EMAIL_HOST = os.environ.get("SMTP_HOST", "127.0.0.1")
EMAIL_PORT = int(os.environ.get("SMTP_PORT", "25"))
EMAIL_TIMEOUT = 5
DEFAULT_FROM_EMAIL = "noreply@railway.example"


def database(text):
    url = urlsplit(text)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(url.path[1:]),
        "USER": unquote(url.username or ""),
        "PASSWORD": unquote(url.password or ""),
        "HOST": url.hostname or "",
        "PORT": url.port or "",
        "OPTIONS": dict(parse_qsl(url.query)),
        # None is kept: this Django finds out by a failed answer that the server has ended one, as a restore does.
        "CONN_MAX_AGE": 0,
    }


DATABASES = {"default": database(os.environ.get("DATABASE_URL", "postgresql:///"))}

LOG_FILE = os.environ.get("LOG_FILE", "")
HANDLER = {"class": "logging.FileHandler", "filename": LOG_FILE} if LOG_FILE else {"class": "logging.StreamHandler", "stream": sys.stderr}
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"log": {**HANDLER, "formatter": "line"}},
    "root": {"level": "INFO", "handlers": ["log"]},
}
