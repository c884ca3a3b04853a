"""Starts background processes, and stops those whose pid files lie in the sample's directory."""

import os
import pathlib
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request

from .layout import Problem

STOP_SECONDS = 3
READY_SECONDS = 15


def start(command, cwd, environment, output):
    """In a session of its own, so that it outlives the terminal and whoever started it."""
    with open(output, "ab") as file:
        return subprocess.Popen(
            command, cwd=cwd, env=environment, stdin=subprocess.DEVNULL, stdout=file, stderr=file, start_new_session=True
        )


def wait_until_healthy(url, process, output):
    deadline = time.monotonic() + READY_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise Problem(f"the process for {url} ended with {process.returncode}: {tail(output)}")
        try:
            with urllib.request.urlopen(url, timeout=2) as answer:
                return dict(answer.headers)
        except (urllib.error.URLError, OSError):
            time.sleep(0.05)
    raise Problem(f"{url} was not healthy within {READY_SECONDS} s: {tail(output)}")


def wait_until_answers(url, output):
    """For what runs in a process that is not our child."""
    deadline = time.monotonic() + READY_SECONDS
    problem = "nothing"
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(url, timeout=2):
                return
        except OSError as failed:
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


def stop_all(layout):
    """Answers the names of what was stopped. A pid that is not ours is left alone; its file is removed."""
    stopped = []
    for pid_file in sorted(layout.run.glob("*.pid"), key=lambda file: (file.stem != "nginx", file.stem)):
        pid = pid_in(pid_file)
        if pid and is_ours(pid, layout.directory):
            stop(pid, layout.directory)
            stopped.append(pid_file.stem)
        pid_file.unlink(missing_ok=True)
    return stopped


def pid_in(pid_file):
    try:
        text = pid_file.read_text().strip()
    except FileNotFoundError:
        return None
    return int(text) if text.isdigit() and int(text) > 1 else None


def is_ours(pid, directory):
    """Whether it lives and works inside the sample's directory: pids are used again."""
    try:
        cwd = pathlib.Path(os.readlink(f"/proc/{pid}/cwd"))
        state = pathlib.Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state not in "ZX" and (cwd == directory or directory in cwd.parents)


def stop(pid, directory):
    os.kill(pid, signal.SIGTERM)
    deadline = time.monotonic() + STOP_SECONDS
    while is_ours(pid, directory):
        if time.monotonic() > deadline:
            kill(pid)
            deadline += STOP_SECONDS
        time.sleep(0.02)


def kill(pid):
    try:
        # A leader takes its group along: a killed nginx master would leave its workers behind.
        if os.getpgid(pid) == pid:
            os.killpg(pid, signal.SIGKILL)
        else:
            os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        pass
