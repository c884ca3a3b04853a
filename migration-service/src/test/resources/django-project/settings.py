"""Two apps on the database that DATABASE_URL names."""

import os
from urllib.parse import parse_qsl, unquote, urlsplit

url = urlsplit(os.environ["DATABASE_URL"])
SECRET_KEY = "of no use to anybody"
INSTALLED_APPS = ["items"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(url.path[1:]),
        "USER": unquote(url.username),
        "PASSWORD": unquote(url.password),
        "HOST": url.hostname,
        "PORT": url.port,
        "OPTIONS": dict(parse_qsl(url.query)),
    }
}
