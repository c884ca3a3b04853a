"""Connects Alembic to the database named by DATABASE_URL.

DATABASE_URL is a libpq connection string (postgresql://user@host:port/name or key=value). It is handed
to libpq as it is, so PGPASSFILE, PGPASSWORD and ?options=-c%20role%3D... work too.
"""

import logging.config
import os
import sys

import psycopg2
import sqlalchemy
from alembic import context

LOCK_TIMEOUT = "5s"
"""How long a revision may queue for a table. Longer would hold up every writer that queues behind it."""


def connect():
    url = os.environ.get("DATABASE_URL")
    if not url:
        sys.exit("DATABASE_URL is not set: it names the database to migrate")
    connection = psycopg2.connect(url)
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('lock_timeout', %s, false)", (LOCK_TIMEOUT,))
    connection.commit()
    return connection


def run_migrations():
    engine = sqlalchemy.create_engine(
        "postgresql+psycopg2://", creator=connect, poolclass=sqlalchemy.pool.NullPool
    )
    with engine.connect() as connection:
        context.configure(
            connection=connection,
            transactional_ddl=True,
            transaction_per_migration=True,
        )
        with context.begin_transaction():
            context.run_migrations()


if context.is_offline_mode():
    sys.exit("these revisions read data and cannot be written out as a script (--sql)")

logging.config.fileConfig(context.config.config_file_name, disable_existing_loggers=False)
run_migrations()
