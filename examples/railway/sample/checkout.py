"""The team's repository with both versions, and the working copy that a deployment runs in."""

import os
import shutil
import subprocess

from .layout import SOURCE, Problem

BEFORE, RELEASE = "1.2.2", "1.2.3"
AUTHOR = ("-c", "user.name=Railway", "-c", "user.email=dev@railway.example", "-c", "commit.gpgsign=false")
NOT_COPIED = shutil.ignore_patterns("__pycache__", "collected", "uploads")


def lay_checkout(layout):
    """main is at the release and pushed; both versions have tags; before/ holds the older one."""
    lay(SOURCE / "services", layout.checkout)
    git(layout, "-c", "init.defaultBranch=main", "init", "--quiet")
    commit(layout, f"Version {BEFORE}")
    git(layout, "tag", BEFORE)
    shutil.copytree(layout.checkout, layout.before, ignore=shutil.ignore_patterns(".git"))
    lay(SOURCE / "release", layout.checkout)
    commit(layout, f"Version {RELEASE}")
    git(layout, "tag", RELEASE)
    git(layout, "clone", "--quiet", "--bare", str(layout.checkout), str(layout.origin))
    git(layout, "remote", "add", "origin", str(layout.origin))
    git(layout, "fetch", "--quiet", "origin")
    git(layout, "branch", "--quiet", "--set-upstream-to=origin/main", "main")


def lay(source, checkout):
    """With times of now: git takes a file for unchanged that has the same size and the same second as before."""
    shutil.copytree(source, checkout, copy_function=shutil.copy, dirs_exist_ok=True, ignore=NOT_COPIED)


def commit(layout, message):
    git(layout, "add", "--all")
    git(layout, *AUTHOR, "commit", "--quiet", "--message", message)


def release_again(layout, message):
    """A commit that becomes part of the release before it is deployed."""
    commit(layout, message)
    git(layout, "tag", "--force", RELEASE)
    git(layout, "push", "--quiet", "--force", "origin", "main", RELEASE)


def git(layout, *arguments):
    # The configuration of whoever runs this must not decide what the sample looks like.
    environment = {"PATH": os.environ["PATH"], "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_NOSYSTEM": "1"}
    done = subprocess.run(["git", *arguments], cwd=layout.checkout, env=environment, capture_output=True, text=True)
    if done.returncode != 0:
        raise Problem(f"git {' '.join(arguments)} failed: {done.stderr.strip()}")
    return done.stdout
