"""Sets up the database, the application and its rows, and starts both."""

import argparse
import os
import pathlib
import shutil
import subprocess
import sys

from common.problem import Problem
from common.processes import start, stop_all, wait_until_healthy

from .mariadb import DATABASE, STOP_SECONDS, Server

EXAMPLE = pathlib.Path(__file__).parent.parent
FIRST = ("companies", "customers", "appointments")
WORKERS = "2"

ROWS = """
insert into companies (id, name, created_at)
  select seq, concat('Company ', seq), '2025-01-10 09:00:00' from seq_1_to_50;
insert into customers (id, company_id, name, phone)
  select seq, 1 + seq % 50, concat('Customer ', seq), concat('+49 30 ', 1000000 + seq) from seq_1_to_{customers};
insert into appointments (id, company_id, customer_id, starts_at, status)
  select seq, 1 + (1 + seq % {customers}) % 50, 1 + seq % {customers}, '2025-02-01' + interval seq % 40000 minute, 'booked'
  from seq_1_to_{rows};
"""


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--dir", required=True, type=pathlib.Path)
    parser.add_argument("--rows", type=int, default=30000)
    parser.add_argument("--port-front", type=int, required=True)
    parser.add_argument("--port-mariadb", type=int, required=True)
    try:
        prepare(parser.parse_args())
    except Problem as problem:
        sys.exit(f"prepare: {problem}")


def prepare(arguments):
    directory = arguments.dir.resolve()
    stop_all(directory, STOP_SECONDS)
    shutil.rmtree(directory, ignore_errors=True)
    (directory / "run").mkdir(parents=True)
    tell("MariaDB is created and started")
    server = Server(directory, arguments.port_mariadb)
    server.create()
    server.run()
    application(directory, server)
    tell(f"{arguments.rows} appointments are written")
    server.sql(ROWS.format(rows=arguments.rows, customers=max(10, arguments.rows // 10)), DATABASE)
    tell("the application starts")
    serve(directory, arguments.port_front)


def tell(what):
    print(what, file=sys.stderr, flush=True)


def application(directory, server):
    """With the three migrations that are there before this deployment."""
    app = directory / "app"
    shutil.copytree(EXAMPLE / "app", app)
    password = server.accounts()
    env = app / ".env"
    env.touch(mode=0o600)
    env.write_text(
        f"DB_HOST=127.0.0.1\nDB_PORT={server.port}\nDB_DATABASE={DATABASE}\n"
        f"DB_USERNAME=askproai_user\nDB_PASSWORD={password}\n"
    )
    (app / "storage/logs/laravel.log").touch()
    for name in sorted((app / "database/migrations").glob("2025_01_*.php")):
        command = ["php", "artisan", "migrate", "--force", f"--path={name.relative_to(app)}"]
        subprocess.run(command, cwd=app, check=True, stdout=subprocess.DEVNULL)


def serve(directory, port):
    app = directory / "app"
    environment = {"PATH": os.environ["PATH"], "PHP_CLI_SERVER_WORKERS": WORKERS}
    command = ["php", "-S", f"127.0.0.1:{port}", "-t", str(app / "public"), str(app / "public/index.php")]
    log = directory / "web.log"
    process = start(command, app, environment, log, directory / "run/web.pid")
    wait_until_healthy(f"http://127.0.0.1:{port}/health", process, log)
