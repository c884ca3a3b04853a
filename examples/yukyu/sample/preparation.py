"""A running Yukyu on SQLite, and the empty PostgreSQL database that it is to move to."""

import argparse
import os
import secrets
import sys

from cryptography.fernet import Fernet

from common import processes

from . import seed
from .layout import Layout, Problem
from .postgres import Server

POOL_SIZE = 5


def progress(line):
    print(f"prepare: {line}", file=sys.stderr, flush=True)


def prepare(options):
    admin_url = os.environ.get("DATABASE_ADMIN_URL")
    if not admin_url:
        raise Problem("DATABASE_ADMIN_URL is not set: it holds the administrator's database URL")
    layout = Layout(options.dir)
    if layout.run.exists():
        layout.require()
        processes.stop_all(layout.directory)
    layout.lay_out()
    port = processes.free_port(options.port_app)
    server = Server(admin_url)
    password = secrets.token_urlsafe(24)
    layout.write_secret("database-password", password)
    passfile = layout.write_secret("pgpass", server.passfile_line(password))
    key = Fernet.generate_key()
    layout.write_secret("birth-dates-key", key)
    progress("creating an empty PostgreSQL database")
    server.create(password)
    server.stamp(layout.checkout / "backend", passfile)
    progress(f"filling SQLite with {options.rows} rows")
    encrypt = Fernet(key)
    seed.fill(layout.sqlite, options.rows, lambda text: encrypt.encrypt(text.encode()).decode())
    configurations(layout, server)
    progress("starting the application")
    start(layout, port)


def configurations(layout, server):
    """The one in use, the same once more under the name that it keeps, and the one that is ready for the switch."""
    sqlite = f"DATABASE_TYPE=sqlite\nDATABASE_URL=sqlite:///{layout.sqlite}\nDB_POOL_SIZE={POOL_SIZE}\n"
    postgres = (
        f"DATABASE_TYPE=postgresql\nDATABASE_URL={server.url().replace('postgresql:', 'postgresql+psycopg2:')}\n"
        f"DB_POOL_SIZE={POOL_SIZE}\n"
    )
    (layout.checkout / ".env").write_text(sqlite)
    (layout.checkout / ".env.sqlite").write_text(sqlite)
    (layout.checkout / ".env.postgresql").write_text(postgres)


def start(layout, port):
    """As the services would, with its process id where they look for it."""
    log = layout.logs / "app.log"
    environment = {
        "PATH": os.environ["PATH"],
        "PGPASSFILE": str(layout.secrets / "pgpass"),
        "PORT": str(port),
        "LOG_FILE": str(log),
        "ENCRYPTION_KEY_FILE": str(layout.secrets / "birth-dates-key"),
    }
    started = processes.start(["/usr/bin/python3", "-B", "app/main.py"], layout.checkout, environment, log)
    (layout.run / "app.pid").write_text(f"{started.pid}\n")
    processes.wait_until_healthy(f"http://127.0.0.1:{port}/health", started, log)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--dir", required=True)
    parser.add_argument("--rows", type=int, default=20000)
    parser.add_argument("--port-app", type=int, default=0)
    try:
        prepare(parser.parse_args())
    except Problem as problem:
        sys.exit(f"prepare: {problem}")
