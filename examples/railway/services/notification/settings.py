from shared.settings import *  # noqa: F401,F403

SERVICE = "notification"
APP = "notifications"
INSTALLED_APPS = ["django.contrib.staticfiles", APP]
