from shared.settings import *  # noqa: F401,F403

SERVICE = "auth"
APP = "accounts"
INSTALLED_APPS = ["django.contrib.staticfiles", APP]
