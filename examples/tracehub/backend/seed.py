#!/usr/bin/python3 -B
"""Fills the database named by DATABASE_URL, at revision 002, with deterministic data.

All or nothing: one transaction, and a database that holds rows already is refused.
"""

import argparse
import os
import pathlib
import re
import sys

import psycopg2

TABLES = (
    "users",
    "parties",
    "products",
    "origins",
    "shipments",
    "documents",
    "container_events",
    "compliance_cards",
    "notifications",
)

DEFAULT_SHIPMENTS = 100_000


def sizes(shipments):
    return {
        "shipments": shipments,
        "users": 250,
        "parties": 600,
        "products": 120,
        "origins": max(40, shipments // 40),
        "documents": shipments,
        "events": shipments * 6 // 5,
        "cards": shipments * 3 // 10,
        "notifications": shipments // 5,
    }


def seed(connection, shipments):
    statements = pathlib.Path(__file__).with_name("seed.sql").read_text()
    numbers = sizes(shipments)
    # A name after one colon is a size; two colons are a cast.
    filled = re.sub(r"(?<!:):([a-z]+)", lambda name: str(numbers[name.group(1)]), statements)
    with connection, connection.cursor() as cursor:
        refuse_unless_empty(cursor)
        foreign_keys = drop_foreign_keys(cursor)
        cursor.execute(filled)
        for table, name, definition in foreign_keys:
            cursor.execute(f"ALTER TABLE {table} ADD CONSTRAINT {name} {definition}")
        for table in TABLES:
            cursor.execute(
                f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), max(id)) FROM {table}"
            )
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute("VACUUM (ANALYZE)")


def refuse_unless_empty(cursor):
    for table in TABLES:
        cursor.execute(f"SELECT EXISTS (SELECT FROM {table})")
        if cursor.fetchone()[0]:
            raise SystemExit(f"table {table} is not empty: this database was seeded already")


def drop_foreign_keys(cursor):
    """One check of a whole table at the end takes a fraction of the time of a check per row."""
    cursor.execute(
        "SELECT conrelid::regclass, conname, pg_get_constraintdef(oid)"
        " FROM pg_constraint WHERE contype = 'f' ORDER BY conname"
    )
    foreign_keys = cursor.fetchall()
    for table, name, _ in foreign_keys:
        cursor.execute(f"ALTER TABLE {table} DROP CONSTRAINT {name}")
    return foreign_keys


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shipments", type=int, default=DEFAULT_SHIPMENTS)
    shipments = parser.parse_args().shipments
    if not 10 <= shipments <= 10_000_000:
        sys.exit("--shipments must lie between 10 and 10000000")
    connection = psycopg2.connect(os.environ["DATABASE_URL"])
    try:
        seed(connection, shipments)
    finally:
        connection.close()


if __name__ == "__main__":
    main()
