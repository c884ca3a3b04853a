"""The working copy that a deployment runs in, and the repository it was pulled from."""

import os
import shutil
import subprocess

from .layout import SOURCE, Problem

PARTS = ("backend", "app", "nginx", "scripts", ".gitignore", "README.md")
AUTHOR = ("-c", "user.name=TraceHub", "-c", "user.email=dev@tracehub.example", "-c", "commit.gpgsign=false")


def lay_checkout(layout):
    layout.checkout.mkdir()
    for part in PARTS:
        source, target = SOURCE / part, layout.checkout / part
        if source.is_dir():
            shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
        elif source.exists():
            shutil.copy2(source, target)
    git(layout, "-c", "init.defaultBranch=main", "init", "--quiet")
    commit(layout, "TraceHub 1.3.0")
    git(layout, "clone", "--quiet", "--bare", str(layout.checkout), str(layout.origin))
    git(layout, "remote", "add", "origin", str(layout.origin))
    git(layout, "fetch", "--quiet", "origin")
    git(layout, "branch", "--quiet", "--set-upstream-to=origin/main", "main")


def commit(layout, message):
    git(layout, "add", "--all")
    git(layout, *AUTHOR, "commit", "--quiet", "--message", message)


def push(layout):
    git(layout, "push", "--quiet", "origin", "main")


def head(layout):
    return git(layout, "rev-parse", "HEAD").strip()


def git(layout, *arguments):
    # The configuration of whoever runs this must not decide what the sample looks like.
    environment = {"PATH": os.environ["PATH"], "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_NOSYSTEM": "1"}
    done = subprocess.run(
        ["git", *arguments], cwd=layout.checkout, env=environment, capture_output=True, text=True
    )
    if done.returncode != 0:
        raise Problem(f"git {' '.join(arguments)} failed: {done.stderr.strip()}")
    return done.stdout
