"""Runs other programs, and tells what they said when they fail."""

import os
import subprocess

from .layout import Problem

KEPT = ("PATH", "LANG", "HOME", "TMPDIR")


def run(*command, cwd=None, env=None, stdin=None):
    """Answers standard output. env is added to the little that is passed on of this program's."""
    environment = {name: os.environ[name] for name in KEPT if name in os.environ} | (env or {})
    done = subprocess.run(command, cwd=cwd, env=environment, input=stdin, capture_output=True, text=True)
    if done.returncode != 0:
        said = (done.stderr.strip() or done.stdout.strip())[-2000:]
        raise Problem(f"{command[0]} {command[1] if len(command) > 1 else ''} failed with {done.returncode}: {said}")
    return done.stdout


def git(layout, *arguments):
    # The configuration of whoever runs this must not decide what the sample looks like.
    settings = {"GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_NOSYSTEM": "1"}
    return run("git", *arguments, cwd=layout.checkout, env=settings)


def commit(layout, message):
    author = ("-c", "user.name=Fulfillment", "-c", "user.email=dev@fulfillment.example", "-c", "commit.gpgsign=false")
    git(layout, "add", "--all")
    git(layout, *author, "commit", "--quiet", "--message", message)
    git(layout, "push", "--quiet", "origin", "main")
