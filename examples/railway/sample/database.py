"""The sample's role and database, filled with the version before."""

import os
import subprocess
import urllib.parse

import psycopg2
from django.conf import settings
from django.contrib.auth.hashers import make_password
from psycopg2 import sql

from .layout import SERVICES, Problem

NAME = "railway"

SEED = """
INSERT INTO account (username, password, email)
SELECT 'user' || n, '!', 'user' || n || '@railway.example' FROM generate_series(1, greatest(%(rows)s / 100, 10)) n;
INSERT INTO ticket (title, status, author, created)
SELECT 'Ticket ' || n || ': ' || md5(n::text), (ARRAY['open', 'waiting', 'closed'])[1 + n %% 3], 'user' || (1 + n %% 10),
    timestamptz '2026-01-01' + n * interval '7 minutes'
FROM generate_series(1, %(rows)s) n;
INSERT INTO workflow_run (ticket, state, result)
SELECT n, 'done', left(md5(n::text), 16) FROM generate_series(1, %(rows)s / 10) n;
INSERT INTO notification ("to", subject, state)
SELECT 'user' || (1 + n %% 10) || '@railway.example', 'Ticket ' || n, 'sent' FROM generate_series(1, %(rows)s / 10) n;
"""


class Server:
    """The stack's PostgreSQL, reached with its administrator's URL."""

    def __init__(self, admin_url, password):
        self.password = password
        try:
            self.connection = psycopg2.connect(admin_url)
        except psycopg2.OperationalError as problem:
            raise Problem(f"the administrator's database does not answer: {problem}") from None
        self.connection.autocommit = True
        self.port = self.connection.info.port

    def url(self):
        return f"postgresql://{NAME}:{urllib.parse.quote(self.password, safe='')}@127.0.0.1:{self.port}/{NAME}"

    def create(self):
        name = sql.Identifier(NAME)
        with self.connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", (NAME,))
            verb = "ALTER" if cursor.fetchone() else "CREATE"
            # CREATEDB for the databases that prove a backup, CREATEROLE for a role of each migration
            # attempt, pg_monitor to see what other sessions run.
            statement = sql.SQL(verb + " ROLE {} LOGIN CREATEDB CREATEROLE PASSWORD {}")
            cursor.execute(statement.format(name, sql.Literal(self.password)))
            cursor.execute(sql.SQL("GRANT pg_monitor TO {}").format(name))
            cursor.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(name))
            cursor.execute(sql.SQL("CREATE DATABASE {} OWNER {}").format(name, name))

    def close(self):
        self.connection.close()


def migrate(layout, url):
    """All services' migrations of the version before."""
    environment = {**os.environ, "DATABASE_URL": url, "PYTHONDONTWRITEBYTECODE": "1"}
    for service in SERVICES:
        done = subprocess.run(
            ["/usr/bin/python3", "manage.py", "migrate", "--no-input"],
            cwd=layout.before / service, env=environment, capture_output=True, text=True,
        )
        if done.returncode != 0:
            raise Problem(f"the migrations of {service} failed: {done.stderr.strip()[-2000:]}")


def seed(url, rows, admin_password):
    if not settings.configured:
        settings.configure()
    connection = psycopg2.connect(url)
    with connection, connection.cursor() as cursor:
        cursor.execute(SEED, {"rows": rows})
        cursor.execute(
            "INSERT INTO account (username, password, email) VALUES ('admin', %s, 'admin@railway.example')",
            (make_password(admin_password),),
        )
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    connection.close()
