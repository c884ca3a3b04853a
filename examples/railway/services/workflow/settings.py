from shared.settings import *  # noqa: F401,F403

SERVICE = "workflow"
APP = "workflows"
INSTALLED_APPS = ["django.contrib.staticfiles", APP]
