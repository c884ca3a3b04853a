"""The application's settings: the file .env in its directory, and the environment for the rest."""

import os
import pathlib

DEFAULT_POOL_SIZE = 5


def read(file=".env"):
    """NAME=value lines; empty ones and those that begin with # do not count."""
    values = {}
    for line in pathlib.Path(file).read_text().splitlines():
        if line.strip() and not line.lstrip().startswith("#"):
            name, _, value = line.partition("=")
            values[name.strip()] = value.strip()
    return values


class Settings:
    def __init__(self, values, environment=os.environ):
        self.database_type = values["DATABASE_TYPE"]
        self.database_url = values["DATABASE_URL"]
        self.pool_size = int(values.get("DB_POOL_SIZE", DEFAULT_POOL_SIZE))
        self.port = int(environment["PORT"])
        self.log_file = environment["LOG_FILE"]
        self.key_file = environment["ENCRYPTION_KEY_FILE"]
