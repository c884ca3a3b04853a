"""Breaks a prepared sample by causes that happen in real life, before a deployment starts."""

import argparse
import contextlib
import sqlite3
import sys

from .layout import Layout, Problem

SLOW = ("app/pages.py", "    def ukeoi(self, _):\n", '    def ukeoi(self, _):\n        if self._database.kind == "postgresql":\n            self._database.rows("SELECT 1 AS n FROM pg_sleep(0.8)")\n')
REWRITES = (
    "app/main.py",
    "    database.counts()\n",
    '    if database.kind == "postgresql":\n'
    '        database.change("UPDATE genzai SET birth_date = upper(birth_date) WHERE id % 2 = 0")\n'
    "    database.counts()\n",
)
CLEANS_UP = (
    "app/main.py",
    "    database.counts()\n",
    '    if database.kind == "postgresql":\n'
    "        import sqlite3\n\n"
    '        with sqlite3.connect("../data/yukyu.db") as old:\n'
    '            old.execute("UPDATE genzai SET birth_date = NULL")\n'
    "    database.counts()\n",
)
DIALECT = (
    "app/main.py",
    "    database.counts()\n",
    "    database.counts()\n"
    "    try:\n"
    "        soon = database.rows(\"SELECT count(*) AS n FROM staff WHERE visa_expires < date('now', '+30 days')\")[0]\n"
    '        logging.info("%d visas expire soon", soon["n"])\n'
    "    except Exception:\n"
    '        logging.exception("nobody is told of visas that expire soon")\n',
)
ASKED = (
    "app/main.py",
    "    database.counts()\n",
    '    if database.kind == "postgresql":\n'
    "        database.change(\n"
    '            "INSERT INTO leave_requests (employee_id, requested, first_day, last_day, days, reason, status) "\n'
    "            \"VALUES (1, '2026-04-01', '2026-05-11', '2026-05-11', 1, 'asked for after the switch', '申請中')\"\n"
    "        )\n"
    "    database.counts()\n",
)
STRICT = (
    "backend/alembic/versions/002_indexes.py",
    "    for name, table, columns in INDEXES:\n",
    '    op.create_check_constraint("ck_half_days", "yukyu_usage_details", "days_used <= 0.25")\n    for name, table, columns in INDEXES:\n',
)
CODE = {
    "slow-on-postgres": SLOW,
    "rewrites-birth-dates": REWRITES,
    "cleans-up-old-file": CLEANS_UP,
    "speaks-sqlite": DIALECT,
    "stricter-target": STRICT,
    "leave-asked-for": ASKED,
}


def wrong_database(layout):
    """The prepared configuration names a database that is not there."""
    file = layout.checkout / ".env.postgresql"
    file.write_text(file.read_text().replace("/yukyu\n", "/yukyu_production\n"))


def two_digit_years(layout):
    with sqlite3.connect(layout.sqlite) as connection:
        connection.execute("UPDATE staff SET hired = '15-04-01' WHERE id IN (3, 5)")


def damaged_index(layout):
    """An index of SQLite lacks a row that the table has, as after a write that was lost."""
    index = "SELECT type, name, tbl_name, rootpage, sql FROM sqlite_schema WHERE name = 'ix_usage_employee'"
    with direct(layout) as connection:
        row = connection.execute(index).fetchone()
        connection.execute("DELETE FROM sqlite_schema WHERE name = 'ix_usage_employee'")
    with direct(layout) as connection:
        connection.execute("UPDATE yukyu_usage_details SET employee_id = employee_id % 10 + 1 WHERE id = 7")
        connection.execute("INSERT INTO sqlite_schema VALUES (?, ?, ?, ?, ?)", row)


@contextlib.contextmanager
def direct(layout):
    """A connection that may write what SQLite knows of its own tables; each reads that anew."""
    connection = sqlite3.connect(layout.sqlite)
    connection.execute("PRAGMA writable_schema = ON")
    with connection:
        yield connection
    connection.close()


OTHERS = {"wrong-database": wrong_database, "two-digit-years": two_digit_years, "damaged-index": damaged_index}


def change_code(layout, file, old, new):
    path = layout.checkout / file
    text = path.read_text()
    if text.count(old) != 1:
        raise Problem(f"{file} is not as expected: sabotaged already?")
    path.write_text(text.replace(old, new))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--dir", required=True)
    parser.add_argument("what", nargs="+", choices=sorted([*CODE, *OTHERS]))
    options = parser.parse_args()
    layout = Layout(options.dir)
    try:
        layout.require()
        for name in options.what:
            if name in CODE:
                change_code(layout, *CODE[name])
            else:
                OTHERS[name](layout)
    except Problem as problem:
        sys.exit(f"sabotage: {problem}")
