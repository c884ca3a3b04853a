#!/usr/bin/python3 -B
"""TraceHub 1.2.0: knows no organizations. Runs on the schema of revision 002 and on all later ones."""

from application import Application
from database import Pool
from settings import Settings
from webserver import run


class Blue(Application):
    color = "blue"
    version = "1.2.0"


if __name__ == "__main__":
    settings = Settings.from_environment()
    run(Blue(Pool(settings.database_url, settings.pool_size, "tracehub-blue"), settings.token_secret), settings)
