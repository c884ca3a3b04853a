"""Prepares the four services at the version before, with all that they need around them."""

import argparse
import json
import os
import secrets
import shutil
import sys
import time

import psycopg2

from common import processes

from . import database, engine, front, hosting
from .checkout import RELEASE, lay_checkout
from .layout import SERVICES, SOURCE, Layout, Problem

PORTS = ("front", "https", "auth", "ticket", "workflow", "notification", "redis", "smtp", "mail", "dns")


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--dir", required=True)
    parser.add_argument("--rows", type=int, default=30000, help="how many tickets")
    parser.add_argument("--by", choices=("docker", "railway"), default="docker", help="what runs the services")
    for name in PORTS:
        parser.add_argument(f"--port-{name}", type=int, default=0)
    return parser.parse_args()


def progress(text):
    print(text, file=sys.stderr, flush=True)


def prepare(options):
    began = time.monotonic()
    admin_url = os.environ.get("DATABASE_ADMIN_URL")
    if not admin_url:
        raise Problem("DATABASE_ADMIN_URL is not set: the URL of a PostgreSQL as its administrator")
    layout = Layout(options.dir)
    stop(layout)
    layout.lay_out()
    ports = {name: processes.free_port(getattr(options, f"port_{name}")) for name in PORTS}
    passwords = {name: secrets.token_urlsafe(18) for name in ("database", "redis", "admin", "key")}
    server = database.Server(admin_url, passwords["database"])
    layout.state.write_text(json.dumps({"by": options.by, "ports": ports, "url_file": "secrets/database-url"}))
    try:
        progress("laying the repository and the database")
        lay_checkout(layout)
        server.create()
        database.migrate(layout, server.url())
        database.seed(server.url(), options.rows, passwords["admin"])
        write_secrets(layout, options.by, ports, passwords, server.url())
        start_surroundings(layout, ports, passwords)
        start_services(layout, options.by, ports)
    except BaseException:
        stop(layout)
        raise
    finally:
        server.close()
    progress(f"ready in {time.monotonic() - began:.1f} s")


def write_secrets(layout, by, ports, passwords, url):
    redis_url = f"redis://:{passwords['redis']}@127.0.0.1:{ports['redis']}/0"
    plain = {"database-password": passwords["database"], "database-url": url, "redis-password": passwords["redis"],
             "redis-url": redis_url, "admin-password": passwords["admin"], "secret-key": passwords["key"],
             "railway-token": hosting.TOKEN}
    for name, content in plain.items():
        layout.write_secret(name, content)
    for service in SERVICES:
        logs, uploads = ("/logs", "/uploads") if by == "docker" else (layout.logs, layout.uploads)
        variables = {
            "DATABASE_URL": url, "SECRET_KEY": passwords["key"], "REDIS_URL": redis_url, "PORT": ports[service],
            "LOG_FILE": f"{logs}/{service}.log", "UPLOADS": uploads, "SMTP_HOST": "127.0.0.1", "SMTP_PORT": ports["smtp"],
        }
        layout.write_secret(f"{service}.env", "".join(f"{name}={value}\n" for name, value in variables.items()))


def start_surroundings(layout, ports, passwords):
    progress("starting Redis, nginx, a mail catcher and a name server")
    layout.write_secret(
        "redis.conf",
        f"port {ports['redis']}\nbind 127.0.0.1\nrequirepass {passwords['redis']}\nsave \"\"\n"
        f"dir {layout.run}\npidfile {layout.pid_file('redis')}\ndaemonize yes\nlogfile {layout.log_file('redis')}\n",
    )
    environment = {"PATH": os.environ["PATH"]}
    processes.start(["redis-server", str(layout.secrets / "redis.conf")], layout.run, environment, layout.log_file("redis")).wait()
    catcher = ["/usr/bin/python3", "-B", str(SOURCE / "sample" / "surroundings.py"),
               str(ports["smtp"]), str(ports["mail"]), str(ports["dns"]), str(layout.pid_file("surroundings"))]
    started = processes.start(catcher, layout.run, environment, layout.log_file("surroundings"))
    processes.wait_until_healthy(f"http://127.0.0.1:{ports['mail']}/", started, layout.log_file("surroundings"))
    front.lay_front(layout, ports)
    processes.start(front.command(layout), layout.front, environment, layout.log_file("nginx"))


def start_services(layout, by, ports):
    if by == "docker":
        own = engine.connect(layout, progress)
        state = json.loads(layout.state.read_text())
        layout.state.write_text(json.dumps({**state, "engine": own}))
        engine.base_image(layout, progress)
        engine.remove_containers(layout)
        engine.forget_release(layout, RELEASE)
        engine.start_before(layout, progress)
    else:
        hosting.start_before(layout, ports, progress)
    for prefix in front.PREFIXES.values():
        processes.wait_until_healthy(f"http://127.0.0.1:{ports['front']}/{prefix}/api/health/", None, layout.log_file("nginx"))


def stop(layout):
    """Stops what runs. An engine of our own is left for the next preparation: stop_all ends it."""
    if layout.directory.exists() and any(layout.directory.iterdir()):
        layout.require()
        if layout.socket.is_symlink():
            engine.remove_containers(layout)
        hosting.stop(layout)
        processes.stop_all(layout.directory)


def stop_all(layout):
    stop(layout)
    state = json.loads(layout.state.read_text()) if layout.state.exists() else {}
    if layout.socket.is_symlink():
        engine.stop(layout, state.get("engine", False))
    shutil.rmtree(layout.secrets, ignore_errors=True)


def main():
    try:
        prepare(arguments())
    except Problem as problem:
        sys.exit(f"prepare: {problem}")
    except psycopg2.Error as problem:
        sys.exit(f"prepare: the database refused: {' '.join(str(problem).split())}")
