"""The services at the stand-in of Railway (stand-in/railway), which runs them on this machine."""

import json
import os
import subprocess

from .checkout import BEFORE
from .layout import SERVICES, SOURCE, Problem

ENVIRONMENT = "production"
TOKEN = "a-project-token-of-nobody"


def variables(layout, service):
    lines = (layout.secrets / f"{service}.env").read_text().splitlines()
    return dict(line.split("=", 1) for line in lines)


def lay_platform(layout, ports):
    """What a person would have entered at Railway: start command, port and variables of each service."""
    services = layout.platform / "services"
    services.mkdir(mode=0o700)
    for service in SERVICES:
        described = {"start": ["bin/serve", service], "port": ports[service], "environment": variables(layout, service)}
        (services / f"{service}.json").write_text(json.dumps(described))


def start_before(layout, ports, progress):
    progress(f"uploading version {BEFORE} to the stand-in of Railway")
    lay_platform(layout, ports)
    for service in SERVICES:
        where = ["--service", service, "--environment", ENVIRONMENT, "--message", BEFORE]
        railway(layout, "up", str(layout.before), "--path-as-root", "--no-gitignore", "--detach", *where)


def stop(layout):
    if (layout.platform / "services").exists():
        railway(layout, "stop-all")


def railway(layout, *arguments):
    command = ["/usr/bin/python3", "-B", str(SOURCE / "stand-in" / "railway"), "--state", str(layout.platform), *arguments]
    environment = {"PATH": os.environ["PATH"], "RAILWAY_TOKEN": TOKEN}
    done = subprocess.run(command, env=environment, capture_output=True, text=True)
    if done.returncode != 0:
        raise Problem(f"railway {arguments[0]} failed: {(done.stderr or done.stdout).strip()[-500:]}")
