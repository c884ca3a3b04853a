from shared.settings import *  # noqa: F401,F403

SERVICE = "ticket"
APP = "tickets"
INSTALLED_APPS = ["django.contrib.staticfiles", APP]
