"""The Docker engine: one that answers, or one of this project's own (docker/engine)."""

import os
import pathlib
import subprocess
import sys

from .checkout import BEFORE
from .layout import PROJECT, Problem

BASE = "railway-python:bookworm"
COMPOSE_PROJECT = "railway"
LONGEST_SOCKET = 107
PACKAGES = "python3-django python3-psycopg2 python3-redis python3-uvicorn python3-websockets"
BASE_FILE = f"""\
FROM debian:bookworm-slim
RUN apt-get update -q \\
 && DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends {PACKAGES} \\
 && rm -rf /var/lib/apt/lists/*
"""


def cache():
    """Outlives the sample, so that the base image is made once."""
    home = os.environ.get("XDG_CACHE_HOME") or pathlib.Path.home() / ".cache"
    return pathlib.Path(os.environ.get("CHANGEOVER_CACHE") or pathlib.Path(home) / "changeover") / "railway-engine"


def connect(layout, progress):
    """Makes docker.sock lead to an engine; answers whether it is one of our own."""
    layout.socket.unlink(missing_ok=True)
    if len(str(layout.socket)) > LONGEST_SOCKET:
        raise Problem(f"{layout.directory} is too long a path for a socket: use another --data")
    given = os.environ.get("DOCKER_HOST", "unix:///var/run/docker.sock")
    ours = run(["docker", "version"], {"DOCKER_HOST": given}, check=False).returncode != 0
    if ours:
        progress("starting a Docker engine")
        said = started()
        given = said.partition("DOCKER_HOST=")[2].split()[0]
    if not given.startswith("unix://"):
        raise Problem(f"the engine at {given} has no socket here; the sample's containers use this machine's network")
    layout.socket.symlink_to(given.removeprefix("unix://"))
    return ours


def started():
    done = run([PROJECT / "docker" / "engine", "start", cache()], {}, check=False)
    if done.returncode != 0:
        raise Problem(
            f"NO DOCKER ENGINE can be started here: {done.stderr.strip()[-800:]}\n"
            "The same services without Docker: ./changeover demo railway-command"
        )
    return done.stdout


def environment(layout):
    return {"DOCKER_HOST": f"unix://{layout.socket}", "TAG": BEFORE}


def base_image(layout, progress):
    if run(["docker", "image", "inspect", BASE], environment(layout), check=False).returncode == 0:
        return
    progress("making the base image, once: a Debian root with Django")
    run([PROJECT / "docker" / "offline-images", "debian:bookworm-slim"], environment(layout))
    build = ["docker", "build", "--network", "host", "--tag", BASE, "-"]
    run(build, environment(layout), text=BASE_FILE)


def compose(layout, directory, *arguments, check=True):
    command = ["docker-compose", "-p", COMPOSE_PROJECT, "-f", directory / "docker-compose.yml", *arguments]
    return run(command, environment(layout), check=check)


def start_before(layout, progress):
    progress(f"building the images of version {BEFORE}")
    compose(layout, layout.before, "build")
    progress("starting the containers")
    compose(layout, layout.before, "up", "-d", "--no-build")


def remove_containers(layout):
    """Those of the sample and no others."""
    label = f"label=com.docker.compose.project={COMPOSE_PROJECT}"
    found = run(["docker", "ps", "-aq", "--filter", label], environment(layout), check=False).stdout.split()
    if found:
        run(["docker", "rm", "--force", *found], environment(layout), check=False)


def forget_release(layout, tag):
    """A version that an earlier deployment has built is not there yet."""
    for service in ("auth", "ticket", "workflow", "notification"):
        run(["docker", "image", "rm", "--force", f"railway-{service}:{tag}"], environment(layout), check=False)


def stop(layout, ours):
    remove_containers(layout)
    if ours:
        run([PROJECT / "docker" / "engine", "stop", cache()], {}, check=False)
    layout.socket.unlink(missing_ok=True)


def run(command, more, check=True, text=None):
    command = [str(word) for word in command]
    try:
        done = subprocess.run(command, env={**os.environ, **more}, input=text, capture_output=True, text=True)
    except FileNotFoundError:
        raise Problem(f"{command[0]} is missing: apt-get install docker.io docker-compose") from None
    if check and done.returncode != 0:
        print(done.stderr, file=sys.stderr)
        raise Problem(f"{' '.join(command[:4])} failed with {done.returncode}: {done.stderr.strip()[-1500:]}")
    return done
