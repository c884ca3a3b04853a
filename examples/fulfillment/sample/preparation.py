"""Prepares a running Fulfillment Ops 1.4.0."""

import argparse
import json
import os
import pathlib
import pwd
import secrets
import shutil
import sys
import time

from common import processes

from . import database, packages
from .layout import SOURCE, Layout, Problem
from .tools import commit, git, run

PARTS = ("app", "prisma", "scripts", "package.json", "package-lock.json", "prisma.config.ts", ".gitignore", "README.md")
USERS = ("admin", "portal")


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--dir", required=True, help="directory to lay the sample into")
    parser.add_argument("--rows", type=int, default=30_000, help="orders")
    parser.add_argument("--port-front", type=int, required=True)
    parser.add_argument("--port-app", type=int, required=True)
    return parser.parse_args()


def progress(line):
    print(f"prepare: {line}", file=sys.stderr, flush=True)


def prepare(options):
    started = time.monotonic()
    layout = Layout(options.dir)
    if layout.run.exists():
        layout.require()
        processes.stop_all(layout.directory)
    layout.lay_out()
    modules = packages.installed(progress)
    password = secrets.token_urlsafe(24)
    server = database.Server()
    database.create(server, password, options.rows, progress)
    url = server.owner_url(password)
    layout.write_secret("database-password", password)
    layout.write_secret("database-url", url)
    layout.write_secret("token-secret", secrets.token_hex(32))
    if server.log:
        (layout.logs / "postgres.log").symlink_to(server.log)
    progress("laying the working copy, and generating the Prisma Client of 1.4.0")
    lay_checkout(layout, modules)
    generate_previous(layout)
    admit(layout, url)
    start_everything(layout, url, options)
    layout.state.write_text(json.dumps({"rows": options.rows, "url": server.at(database.NAME)}) + "\n")
    progress(f"ready in {time.monotonic() - started:.1f} s")


def lay_checkout(layout, modules):
    layout.checkout.mkdir()
    for part in PARTS:
        source, target = SOURCE / part, layout.checkout / part
        if source.is_dir():
            shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy2(source, target)
    (layout.checkout / ".gitignore").write_text("/node_modules\n/generated\n/cache\n")
    git(layout, "-c", "init.defaultBranch=main", "init", "--quiet")
    run("git", "init", "--quiet", "--bare", str(layout.origin))
    git(layout, "remote", "add", "origin", str(layout.origin))
    commit(layout, "Fulfillment Ops 2.0.0")
    git(layout, "branch", "--quiet", "--set-upstream-to=origin/main", "main")
    (layout.checkout / "node_modules").symlink_to(modules)
    (layout.checkout / "cache").mkdir()
    (layout.checkout / "cache" / "report-1.html").write_text("<p>Rendered by 1.4.0</p>\n")


def generate_previous(layout):
    settings = {"PRISMA_SCHEMA": "prisma/previous/schema.prisma", "DATABASE_URL": "postgresql://unused", "CI": "1"}
    run("node", "node_modules/prisma/build/index.js", "generate", cwd=layout.checkout, env=settings)


def admit(layout, url):
    """Gives the users that checks log in as their passwords."""
    passwords = {user: secrets.token_urlsafe(18) for user in USERS}
    for user, password in passwords.items():
        layout.write_secret(f"{user}-password", password)
    lines = "".join(f"{user} {password}\n" for user, password in passwords.items())
    run("node", "scripts/set-password.mjs", cwd=layout.checkout, env={"DATABASE_URL": url}, stdin=lines)


def start_everything(layout, url, options):
    progress("starting 1.4.0 and nginx")
    environment = {
        "PATH": os.environ["PATH"],
        "PORT": str(options.port_app),
        "DATABASE_URL": url,
        "TOKEN_SECRET_FILE": str(layout.secrets / "token-secret"),
    }
    log = layout.logs / "previous.log"
    previous = processes.start(
        ["node", "app/previous.mjs"], layout.checkout, environment, log, layout.run / "previous.pid"
    )
    write_nginx(layout, options)
    front_log = layout.logs / "nginx.log"
    nginx = processes.start(
        [nginx_program(), "-e", str(layout.logs / "nginx-error.log"), "-p", str(layout.nginx), "-c", "nginx.conf"],
        layout.nginx,
        {"PATH": os.environ["PATH"]},
        front_log,
        layout.run / "nginx.pid",
    )
    processes.wait_until_healthy(f"http://127.0.0.1:{options.port_app}/health", previous, log)
    processes.wait_until_healthy(f"http://127.0.0.1:{options.port_front}/health", nginx, front_log)


def nginx_program():
    found = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")
    if not found:
        raise Problem("nginx is not installed (apt-get install nginx-light)")
    return found


def write_nginx(layout, options):
    values = {
        # Workers of a root nginx would become another user, who cannot enter the sample's directory.
        "USER": f"user {pwd.getpwuid(0).pw_name};" if os.geteuid() == 0 else "",
        "PID": layout.nginx / "own.pid",
        "LOGS": layout.logs,
        "NGINX": layout.nginx,
        "FRONT": options.port_front,
        "APP": options.port_app,
    }
    text = pathlib.Path(SOURCE / "nginx" / "nginx.conf.template").read_text()
    for key, value in values.items():
        text = text.replace(f"@{key}@", str(value))
    (layout.nginx / "nginx.conf").write_text(text)


def main():
    try:
        prepare(arguments())
    except Problem as problem:
        sys.exit(f"prepare: {problem}")
