"""Django with all four services in one process, on a SQLite file of the tests' own and a broker in memory."""

import atexit
import pathlib
import tempfile

import django
from django.conf import settings

PLACE = tempfile.TemporaryDirectory()
atexit.register(PLACE.cleanup)

settings.configure(
    SECRET_KEY="of the tests",
    REQUESTS_PER_SECOND=2,
    SERVICE="tests",
    VERSION="0",
    APP="tickets",
    REDIS_URL="",
    STATIC_ROOT=PLACE.name,
    UPLOADS=pathlib.Path(PLACE.name) / "uploads",
    USE_TZ=True,
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
    EMAIL_BACKEND="django.core.mail.backends.locmem.EmailBackend",
    INSTALLED_APPS=["accounts", "tickets", "workflows", "notifications"],
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": f"{PLACE.name}/tests.db"}},
)
django.setup()


class Broker:
    """As much of Redis as jobs need."""

    def __init__(self):
        self.lists = {}

    def list(self, name):
        return self.lists.setdefault(name, [])

    def rpush(self, name, job):
        self.list(name).append(job)

    def lmove(self, source, target, wherefrom="LEFT", whereto="RIGHT"):
        if not self.list(source):
            return None
        job = self.list(source).pop(0 if wherefrom == "LEFT" else -1)
        self.list(target).insert(0 if whereto == "LEFT" else len(self.list(target)), job)
        return job

    def blmove(self, source, target, timeout):
        return self.lmove(source, target)

    def lrem(self, name, count, job):
        self.list(name).remove(job)


def lay_tables():
    """Of the models as they are: the migrations speak PostgreSQL's SQL."""
    from django.apps import apps
    from django.db import connection
    from django.db.migrations.recorder import MigrationRecorder

    with connection.schema_editor() as editor:
        for model in apps.get_models():
            editor.create_model(model)
    MigrationRecorder(connection).record_applied("tickets", "0002_priority")


lay_tables()
