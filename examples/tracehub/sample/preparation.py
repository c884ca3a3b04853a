"""From an administrator's URL to a running TraceHub at revision 002, blue live behind nginx."""

import argparse
import json
import os
import pathlib
import secrets
import sys
import time

import psycopg2

from common import processes

from .checkout import head, lay_checkout
from .front import nginx_binary, nginx_command, write_configuration
from .layout import SOURCE, Layout, Problem
from .postgres import BASE_REVISION, Server, tool_environment

sys.path.insert(0, str(SOURCE / "app"))
sys.path.insert(0, str(SOURCE / "backend"))
import credentials  # noqa: E402
import seed  # noqa: E402

ADMIN_ID = 1
CHECK_TOKEN_SECONDS = 7 * 24 * 3600
"""The token that checks use outlives a deployment's 24 hours of watching."""


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--dir", required=True, help="directory to lay the sample into")
    parser.add_argument(
        "--database-admin-env", default="DATABASE_ADMIN_URL", help="environment variable with the administrator's URL"
    )
    parser.add_argument("--database", default="tracehub", help="name of the role and of the database")
    parser.add_argument(
        "--rows", dest="shipments", type=int, default=seed.DEFAULT_SHIPMENTS, help="how many shipments there are"
    )
    for name in ("front", "blue", "green"):
        parser.add_argument(f"--port-{name}", type=int, default=0, help="0 picks a free one")
    return parser.parse_args()


def progress(line):
    print(f"prepare: {line}", file=sys.stderr, flush=True)


def prepare(options):
    started = time.monotonic()
    admin_url = os.environ.get(options.database_admin_env)
    if not admin_url:
        raise Problem(f"{options.database_admin_env} is not set: it holds the administrator's database URL")
    layout = Layout(options.dir)
    if layout.run.exists():
        layout.require()
        processes.stop_all(layout.directory)
    layout.lay_out()
    # Before the database of another preparation is dropped: two of them asking for one port is a mistake.
    ports = {name: processes.free_port(getattr(options, f"port_{name}")) for name in ("front", "blue", "green")}
    server = Server(admin_url, options.database)
    password = secrets.token_urlsafe(24)
    layout.write_secret("database-password", password)
    passfile = layout.write_secret("pgpass", server.passfile_line(password))
    template, reused = create_database(server, password, passfile, options.shipments)
    counts = admit_admin(layout, server, passfile)
    progress("laying the working copy")
    lay_checkout(layout)
    write_configuration(layout, ports["front"], ports["blue"])
    try:
        start_everything(layout, server, passfile, ports)
    except BaseException:
        processes.abandon(layout.directory)
        raise
    described = {
        **description(layout, server, passfile, ports),
        "shipments": options.shipments,
        "counts": counts,
        "template": {"name": template, "reused": reused},
        "seconds": round(time.monotonic() - started, 2),
    }
    layout.state.write_text(json.dumps(described, indent=2) + "\n")
    progress(f"ready in {described['seconds']} s")
    return described


def create_database(server, password, passfile, shipments):
    with server.administration() as administration:
        administration.role(password)
        template, reused = administration.template(shipments, passfile, progress)
        progress(f"creating database {server.name} from {template}")
        administration.database(template)
        return template, reused


def admit_admin(layout, server, passfile):
    """Gives the admin a password and a token for checks; answers the rows per table."""
    admin_password, token_secret = secrets.token_urlsafe(18), secrets.token_bytes(32)
    layout.write_secret("admin-password", admin_password)
    layout.write_secret("token-secret", token_secret)
    layout.write_secret("token", credentials.issue_token(token_secret, ADMIN_ID, CHECK_TOKEN_SECONDS))
    connection = psycopg2.connect(server.url(server.name), passfile=str(passfile))
    with connection, connection.cursor() as cursor:
        hashed = credentials.hash_password(admin_password)
        cursor.execute("UPDATE users SET password_hash = %s WHERE id = %s", (hashed, ADMIN_ID))
        counts = {}
        for table in seed.TABLES:
            cursor.execute(f"SELECT count(*) FROM {table}")
            counts[table] = cursor.fetchone()[0]
    connection.close()
    return counts


def start_everything(layout, server, passfile, ports):
    progress("starting blue and nginx")
    blue = color(layout, server, passfile, "blue", ports["blue"])
    environment = {**tool_environment("", passfile), **blue["environment"]}
    started = processes.start(blue["command"], blue["workingDirectory"], environment, blue["outputFile"])
    output = layout.log_file("nginx-output")
    nginx = processes.start(nginx_command(layout), layout.nginx, {"PATH": os.environ["PATH"]}, output)
    processes.wait_until_healthy(f"{blue['url']}/health", started, blue["outputFile"])
    processes.wait_until_healthy(f"http://127.0.0.1:{ports['front']}/health", nginx, output)


def color(layout, server, passfile, name, port):
    return {
        "url": f"http://127.0.0.1:{port}",
        "port": port,
        "command": ["/usr/bin/python3", "-B", f"app/{name}.py"],
        "workingDirectory": str(layout.checkout),
        "environment": {
            "DATABASE_URL": server.url(server.name),
            "PGPASSFILE": str(passfile),
            "PORT": str(port),
            "LOG_FILE": str(layout.log_file(name)),
            "PID_FILE": str(layout.pid_file(name)),
            "TOKEN_SECRET_FILE": str(layout.secrets / "token-secret"),
        },
        "pidFile": str(layout.pid_file(name)),
        "logFile": str(layout.log_file(name)),
        "outputFile": str(layout.log_file(f"{name}-output")),
    }


def description(layout, server, passfile, ports):
    return {
        "directory": str(layout.directory),
        "checkout": str(layout.checkout),
        "backend": str(layout.backend),
        "commit": head(layout),
        "revision": BASE_REVISION,
        "database": {
            "name": server.name,
            "role": server.name,
            "host": server.host,
            "port": server.port,
            "url": server.url(server.name),
            "jdbcUrl": f"jdbc:postgresql://{server.host}:{server.port}/{server.name}",
            "passwordFile": str(layout.secrets / "database-password"),
            "passFile": str(passfile),
            "serverVersion": server.version,
        },
        "blue": color(layout, server, passfile, "blue", ports["blue"]),
        "green": color(layout, server, passfile, "green", ports["green"]),
        "front": {"url": f"http://127.0.0.1:{ports['front']}", "port": ports["front"]},
        "nginx": {
            "binary": nginx_binary(),
            "prefix": str(layout.nginx),
            "configFile": str(layout.nginx / "nginx.conf"),
            "upstreamFile": str(layout.nginx / "upstream.conf"),
            "upstreamTemplate": str(layout.checkout / "nginx" / "upstream.conf.template"),
            "errorLog": str(layout.log_file("nginx-error")),
            "pidFile": str(layout.pid_file("nginx")),
            "generation": 1,
        },
        "admin": {"username": "admin", "passwordFile": str(layout.secrets / "admin-password")},
        "tokenFile": str(layout.secrets / "token"),
        "runDirectory": str(layout.run),
        "logDirectory": str(layout.logs),
    }


def main():
    try:
        print(json.dumps(prepare(arguments()), indent=2))
    except Problem as problem:
        sys.exit(f"prepare: {problem}")
    except psycopg2.Error as problem:
        sys.exit(f"prepare: the database refused: {' '.join(str(problem).split())}")
