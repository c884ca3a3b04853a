"""The node packages, installed once for each lock file."""

import contextlib
import fcntl
import hashlib
import os
import shutil

from .layout import SOURCE
from .tools import run

CACHE = SOURCE.parent.parent / ".changeover" / "cache"


def installed(progress):
    """The node_modules of the lock file."""
    digest = hashlib.sha256((SOURCE / "package-lock.json").read_bytes()).hexdigest()[:16]
    place = CACHE / f"npm-{digest}"
    with locked():
        if not (place / "node_modules").exists():
            progress("installing the node packages (once)")
            install(place)
    return place / "node_modules"


def install(place):
    building = place.with_suffix(".building")
    shutil.rmtree(building, ignore_errors=True)
    building.mkdir(parents=True)
    for name in ("package.json", "package-lock.json"):
        shutil.copy2(SOURCE / name, building)
    # No scripts: Prisma's would download engines that are not used.
    run("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline", cwd=building)
    os.rename(building, place)


@contextlib.contextmanager
def locked():
    """One installation at a time."""
    CACHE.mkdir(parents=True, exist_ok=True)
    with open(CACHE / "npm.lock", "w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
