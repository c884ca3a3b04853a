"""A prepared sample per test class, and ways to look at it from outside."""

import atexit
import glob
import hashlib
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time
import unittest
import urllib.error
import urllib.request

import psycopg2

sys.dont_write_bytecode = True
ROOT = pathlib.Path(__file__).resolve().parent.parent
DATABASE = "tracehub_test"
SHIPMENTS = 300
VIBOTAJ = "5f0e8a52-8f6b-4c1e-9d55-0c1d7b9a0001"

if "DATABASE_ADMIN_URL" not in os.environ:
    raise RuntimeError("DATABASE_ADMIN_URL must name a PostgreSQL server, as an administrator")


def admin(statement):
    connection = psycopg2.connect(os.environ["DATABASE_ADMIN_URL"])
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute(statement)
        rows = cursor.fetchall() if cursor.description else []
    connection.close()
    return rows


@atexit.register
def leave_the_server_as_it_was():
    for (name,) in admin(f"SELECT datname FROM pg_database WHERE starts_with(datname, '{DATABASE}')"):
        admin(f"ALTER DATABASE {name} IS_TEMPLATE false")
        admin(f"DROP DATABASE {name} WITH (FORCE)")
    admin(f"DROP ROLE IF EXISTS {DATABASE}")


def pg_dump():
    found = shutil.which("pg_dump") or max(glob.glob("/usr/lib/postgresql/*/bin/pg_dump"), default=None)
    if not found:
        raise RuntimeError("pg_dump is not installed")
    return found


def script(name, *arguments):
    return subprocess.run([ROOT / name, *map(str, arguments)], capture_output=True, text=True)


class Sample:
    """A prepared TraceHub."""

    def __init__(self, directory, shipments):
        done = script("prepare", "--dir", directory, "--database", DATABASE, "--rows", shipments)
        if done.returncode != 0:
            raise RuntimeError(done.stderr)
        self.output = done.stdout
        self.state = json.loads(done.stdout)
        self.environment = {
            "PATH": os.environ["PATH"],
            "DATABASE_URL": self.state["database"]["url"],
            "PGPASSFILE": self.state["database"]["passFile"],
        }

    def alembic(self, *arguments, **options):
        return subprocess.run(
            ["/usr/bin/alembic", *arguments],
            cwd=self.state["backend"],
            **{"env": self.environment, "capture_output": True, "text": True, **options},
        )

    def migrate(self, *arguments):
        done = self.alembic(*arguments)
        if done.returncode != 0:
            raise AssertionError(done.stderr)
        return done.stdout

    def query(self, statement):
        connection = psycopg2.connect(self.state["database"]["url"], passfile=self.state["database"]["passFile"])
        with connection, connection.cursor() as cursor:
            cursor.execute(statement)
            rows = cursor.fetchall() if cursor.description else []
        connection.close()
        return rows

    def value(self, statement):
        return self.query(statement)[0][0]

    def schema(self):
        dump = subprocess.run(
            [pg_dump(), "--schema-only", "--dbname", self.state["database"]["url"]],
            env=self.environment,
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        # Newer versions of pg_dump guard a dump with a key that is random.
        return [line for line in dump.splitlines() if not line.startswith(("\\restrict", "\\unrestrict"))]

    def data(self):
        """A digest of each table's content."""
        tables = self.query("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1")
        return {table: self.digest(table) for (table,) in tables}

    def digest(self, table):
        rows = self.query(f"SELECT t::text FROM {table} t ORDER BY 1")
        return hashlib.sha256(repr(rows).encode()).hexdigest()

    def start(self, color):
        described = self.state[color]
        with open(described["outputFile"], "ab") as output:
            return subprocess.Popen(
                described["command"],
                cwd=described["workingDirectory"],
                env={"PATH": os.environ["PATH"], **described["environment"]},
                stdout=output,
                stderr=output,
            )

    def start_and_wait(self, color):
        process = self.start(color)
        pid_file = pathlib.Path(self.state[color]["pidFile"])
        # The file of one that was killed may still be there.
        wait_for(lambda: pid_file.exists() and pid_file.read_text() == f"{process.pid}\n")
        return process

    def token(self):
        return pathlib.Path(self.state["tokenFile"]).read_text()

    def get(self, where, path, **options):
        return call(self.state[where]["url"] + path, token=self.token(), **options)


def call(url, token=None, body=None, method=None):
    """Status, JSON and headers of an answer."""
    request = urllib.request.Request(url, method=method, data=None if body is None else json.dumps(body).encode())
    if token:
        request.add_header("Authorization", f"Bearer {token}")
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:
            return answer.status, json.loads(answer.read() or "null"), answer.headers
    except urllib.error.HTTPError as refused:
        return refused.code, json.loads(refused.read()), refused.headers


def wait_for(condition, seconds=10):
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            raise AssertionError("waited in vain")
        time.sleep(0.02)


class SampleTest(unittest.TestCase):
    def started(self, color):
        process = self.sample.start_and_wait(color)
        self.addCleanup(process.wait, 5)
        self.addCleanup(process.kill)
        return process


class PreparedTest(SampleTest):
    """Each test starts from an untouched sample."""

    shipments = SHIPMENTS

    def setUp(self):
        self.directory = prepared_directory(self.addCleanup)
        self.sample = Sample(self.directory, self.shipments)


class SharedTest(SampleTest):
    """The tests of a class share a sample at revision 002, and leave it as it was."""

    @classmethod
    def setUpClass(cls):
        cls.directory = prepared_directory(cls.addClassCleanup)
        cls.sample = Sample(cls.directory, SHIPMENTS)


def prepared_directory(add_cleanup):
    directory = tempfile.mkdtemp(prefix="tracehub-test-")
    add_cleanup(shutil.rmtree, directory)
    add_cleanup(script, "stop", "--dir", directory)
    return directory
