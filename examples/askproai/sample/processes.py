"""Starts background processes, and stops those whose pid files lie in the sample's directory."""

import os
import pathlib
import signal
import subprocess
import time

STOP_SECONDS = 15


def start(name, command, directory, output, environment=None, cwd=None):
    """In a session of its own, so that it outlives the terminal and whoever started it."""
    with open(output, "ab") as log:
        process = subprocess.Popen(
            command, cwd=cwd, env=environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True
        )
    (directory / "run").mkdir(exist_ok=True)
    (directory / "run" / f"{name}.pid").write_text(str(process.pid))
    return process


def stop_all(directory):
    for pid_file in sorted((directory / "run").glob("*.pid"), reverse=True):
        stop(int(pid_file.read_text()), directory)
        pid_file.unlink()


def stop(pid, directory):
    """The web server's workers are in its session and group. A pid that is not ours is left alone."""
    if not is_ours(pid, directory):
        return
    os.killpg(pid, signal.SIGTERM)
    deadline = time.monotonic() + STOP_SECONDS
    while is_ours(pid, directory):
        if time.monotonic() > deadline:
            os.killpg(pid, signal.SIGKILL)
        time.sleep(0.05)


def is_ours(pid, directory):
    process = pathlib.Path(f"/proc/{pid}")
    try:
        os.waitpid(pid, os.WNOHANG)
    except ChildProcessError:
        pass
    try:
        text = (process / "cmdline").read_bytes() + os.fsencode(os.readlink(process / "cwd"))
    except OSError:
        return False
    return os.fsencode(directory) in text
