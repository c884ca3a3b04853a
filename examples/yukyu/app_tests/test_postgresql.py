"""The application on PostgreSQL as .env.postgresql names it: in a database of the tests' own, built by the revisions."""

import atexit
import os
import pathlib
import signal
import subprocess
import sys
import threading
import unittest

ROOT = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "app"))
import psycopg2  # noqa: E402
import settings  # noqa: E402
from cryptography.fernet import Fernet  # noqa: E402
from database import TABLES, Database  # noqa: E402
from figures import Figures  # noqa: E402
from pages import Pages  # noqa: E402

NAME = "yukyu_app_tests"
ENVIRONMENT = {"PORT": "0", "LOG_FILE": os.devnull, "ENCRYPTION_KEY_FILE": os.devnull}


def at(database):
    """The configured URL with another database, as libpq takes it."""
    url = settings.read(ROOT / ".env.postgresql")["DATABASE_URL"]
    return url.replace("postgresql+psycopg2:", "postgresql:").rpartition("/")[0] + f"/{database}"


def at_the_server(*statements):
    connection = psycopg2.connect(at("postgres"))
    connection.autocommit = True
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
    connection.close()


def drop():
    at_the_server(f"DROP DATABASE IF EXISTS {NAME} WITH (FORCE)")


class PostgresqlTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        drop()
        at_the_server(f"CREATE DATABASE {NAME}")
        # Also when the run is ended from outside.
        atexit.register(drop)
        signal.signal(signal.SIGTERM, lambda *_: sys.exit("ended"))
        done = subprocess.run(
            ["/usr/bin/alembic", "upgrade", "head"], cwd=ROOT / "backend", env={**os.environ, "DATABASE_URL": at(NAME)},
            capture_output=True, text=True,
        )
        if done.returncode != 0:
            raise AssertionError(done.stderr[-1000:])

    def setUp(self):
        values = {"DATABASE_TYPE": "postgresql", "DATABASE_URL": at(NAME).replace("postgresql:", "postgresql+psycopg2:"), "DB_POOL_SIZE": "2"}
        self.database = Database(settings.Settings(values, ENVIRONMENT))
        self.addCleanup(self.database.close)
        self.database.change(f"TRUNCATE {', '.join(TABLES)}")
        key = Fernet.generate_key()
        token = Fernet(key).encrypt(b"1990-04-01").decode()
        self.database.change(
            "INSERT INTO employees (id, employee_num, name, year, granted, used, balance)"
            " VALUES (1, '1', '佐藤', 2024, 10, 2.5, 7.5), (2, '2', '鈴木', 2025, 10, 1, 9)"
        )
        self.database.change(
            "INSERT INTO genzai (id, employee_num, name, status, active, birth_date)"
            " VALUES (1, '1', '佐藤', '在職中', true, :t), (2, '2', '鈴木', '在職中', false, NULL)",
            t=token,
        )
        self.pages = Pages(self.database, key, Figures())

    def test_birth_dates_are_decrypted(self):
        self.assertEqual([row["birth_date"] for row in self.pages.genzai({})], ["1990-04-01", None])
        self.assertEqual([row["active"] for row in self.pages.genzai({})], [True, False])

    def test_employees_are_filtered_by_year(self):
        self.assertEqual([(row["name"], row["used"]) for row in self.pages.employees({"year": "2024"})], [("佐藤", 2.5)])

    def test_every_table_is_counted(self):
        self.assertEqual(self.pages.db_status({})["counts"], {**dict.fromkeys(TABLES, 0), "employees": 2, "genzai": 2})

    def test_dashboard_and_export(self):
        self.assertIn("<tr><td>2024</td><td>1</td><td>2.5</td></tr>", self.pages.dashboard({}))
        self.assertIn("佐藤", self.pages.export({}))

    def test_more_threads_than_connections(self):
        answers = []
        threads = [threading.Thread(target=lambda: answers.append(self.pages.health({}))) for _ in range(10)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual(len(answers), 10)
        self.assertEqual(self.database.pool(), {"size": 2, "in_use": 0})
