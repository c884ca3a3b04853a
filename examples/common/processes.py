"""Starts background processes, and stops those whose pid files lie in the sample's directory."""

import os
import pathlib
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request

from .problem import Problem

STOP_SECONDS = 3
READY_SECONDS = 30
FRONT = ("nginx", "web")
"""What stands before the others, and is stopped before them."""
STARTED = []
"""What this program has started."""


def start(command, cwd, environment, output, pid_file=None):
    """In a session of its own, so that it outlives the terminal and whoever started it."""
    with open(output, "ab") as file:
        process = subprocess.Popen(
            command, cwd=cwd, env=environment, stdin=subprocess.DEVNULL, stdout=file, stderr=file, start_new_session=True
        )
    STARTED.append(process)
    if pid_file:
        pid_file.write_text(f"{process.pid}\n")
    return process


def wait_until_healthy(url, process, output):
    """The headers of its first good answer. The process is a child of ours, or None."""
    deadline = time.monotonic() + READY_SECONDS
    problem = "nothing"
    while time.monotonic() < deadline:
        if process and process.poll() is not None:
            raise Problem(f"the process for {url} ended with {process.returncode}: {tail(output)}")
        try:
            with urllib.request.urlopen(url, timeout=2) as answer:
                return dict(answer.headers)
        except (urllib.error.URLError, OSError) as failed:
            problem = failed
            time.sleep(0.05)
    raise Problem(f"{url} was not healthy within {READY_SECONDS} s ({problem}): {tail(output)}")


def tail(path):
    return pathlib.Path(path).read_text(errors="replace").strip()[-1000:]


def free_port(wanted):
    """The wanted port if it is free; for 0, one that is."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", wanted))
        except OSError:
            raise Problem(f"port {wanted} is in use") from None
        return probe.getsockname()[1]


def stop_all(directory, within=STOP_SECONDS):
    """Answers the names of what was stopped. A pid that is not ours is left alone; its file is removed."""
    stopped = []
    for pid_file in sorted((directory / "run").glob("*.pid"), key=lambda file: (file.stem not in FRONT, file.stem)):
        pid = pid_in(pid_file)
        if pid and is_ours(pid, directory):
            stop(pid, directory, within)
            stopped.append(pid_file.stem)
        pid_file.unlink(missing_ok=True)
    return stopped


def abandon(directory):
    """After a preparation that broke off: what it has just started may not have written its pid file yet."""
    for process in STARTED:
        if process.poll() is None and is_ours(process.pid, directory):
            stop(process.pid, directory, STOP_SECONDS)
    stop_all(directory)


def pid_in(pid_file):
    """The process id stands first; who started it in a deployment notes the time behind it."""
    try:
        words = pid_file.read_text().split()
    except FileNotFoundError:
        return None
    text = words[0] if words else ""
    return int(text) if text.isdigit() and int(text) > 1 else None


def is_ours(pid, directory):
    """Whether it lives and works inside the sample's directory: pids are used again."""
    try:
        cwd = pathlib.Path(os.readlink(f"/proc/{pid}/cwd"))
        state = pathlib.Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state not in "ZX" and (cwd == directory or directory in cwd.parents)


def stop(pid, directory, within):
    send(pid, signal.SIGTERM)
    deadline = time.monotonic() + within
    while is_ours(pid, directory):
        if time.monotonic() > deadline:
            send(pid, signal.SIGKILL)
            deadline += within
        time.sleep(0.02)


def send(pid, what):
    """A leader takes its group along: a web server that ends at once would leave its workers behind."""
    try:
        if os.getpgid(pid) == pid:
            os.killpg(pid, what)
        else:
            os.kill(pid, what)
    except ProcessLookupError:
        pass
