"""Settings come from the environment and from nowhere else."""

import os
import pathlib
import sys
from dataclasses import dataclass


@dataclass(frozen=True)
class Settings:
    database_url: str
    port: int
    log_file: str
    token_secret: bytes
    pid_file: pathlib.Path | None
    pool_size: int

    @staticmethod
    def from_environment():
        return Settings(
            database_url=required("DATABASE_URL"),
            port=int(required("PORT")),
            log_file=required("LOG_FILE"),
            token_secret=pathlib.Path(required("TOKEN_SECRET_FILE")).read_bytes(),
            pid_file=optional_path("PID_FILE"),
            pool_size=int(os.environ.get("POOL_SIZE", "8")),
        )


def required(name):
    value = os.environ.get(name)
    if not value:
        sys.exit(f"{name} is not set")
    return value


def optional_path(name):
    value = os.environ.get(name)
    return pathlib.Path(value) if value else None
