"""The application on a SQLite database of its own, and its pool."""

import os
import pathlib
import sys
import tempfile
import threading
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "app"))
from cryptography.fernet import Fernet  # noqa: E402
from database import TABLES, Database  # noqa: E402
from figures import Figures  # noqa: E402
from pages import Pages  # noqa: E402
from settings import Settings  # noqa: E402


class ApplicationTest(unittest.TestCase):
    def setUp(self):
        directory = tempfile.TemporaryDirectory()
        self.addCleanup(directory.cleanup)
        values = {"DATABASE_TYPE": "sqlite", "DATABASE_URL": f"sqlite:///{directory.name}/t.db", "DB_POOL_SIZE": "2"}
        environment = {"PORT": "0", "LOG_FILE": os.devnull, "ENCRYPTION_KEY_FILE": os.devnull}
        self.database = Database(Settings(values, environment))
        self.addCleanup(self.database.close)
        for table in TABLES:
            self.database.change(
                f"CREATE TABLE {table} (id INTEGER, employee_num TEXT, name TEXT, factory TEXT, year INTEGER,"
                " granted REAL, used REAL, balance REAL, status TEXT, active BOOLEAN, birth_date TEXT, contract TEXT)"
            )
        key = Fernet.generate_key()
        token = Fernet(key).encrypt(b"1990-04-01").decode()
        self.database.change("INSERT INTO employees (id, name, year, used) VALUES (1, '佐藤', 2024, 2), (2, '鈴木', 2025, 1)")
        self.database.change("INSERT INTO genzai (id, active, birth_date) VALUES (1, 1, :t), (2, 0, NULL)", t=token)
        self.pages = Pages(self.database, key, Figures())

    def test_birth_dates_are_decrypted(self):
        self.assertEqual([row["birth_date"] for row in self.pages.genzai({})], ["1990-04-01", None])

    def test_employees_are_filtered_by_year(self):
        self.assertEqual([row["name"] for row in self.pages.employees({"year": "2025"})], ["鈴木"])

    def test_health_names_database_and_pool(self):
        health = self.pages.health({})
        self.assertEqual((health["database"], health["employees"], health["pool"]), ("sqlite", 2, {"size": 2, "in_use": 0}))

    def test_dashboard_and_export(self):
        self.assertIn("<rect", self.pages.dashboard({}))
        self.assertIn("佐藤", self.pages.export({}))

    def test_more_threads_than_connections(self):
        answers = []
        threads = [threading.Thread(target=lambda: answers.append(self.pages.health({}))) for _ in range(10)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual(len(answers), 10)

    def test_pool_counts_connections_that_are_not_given_back(self):
        self.pages.export({})
        self.assertEqual(self.pages.db_status({})["pool"]["in_use"], 0)
        with self.database._engine.connect():
            self.assertEqual(self.pages.db_status({})["pool"]["in_use"], 1)
