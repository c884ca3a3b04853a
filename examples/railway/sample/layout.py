"""Where things lie in the directory of a prepared sample, and writing secrets there."""

import os
import pathlib
import shutil

from common.problem import Problem

SOURCE = pathlib.Path(__file__).resolve().parent.parent
PROJECT = SOURCE.parent.parent
MARKER = ".railway-sample"
SERVICES = ("auth", "ticket", "workflow", "notification")


class Layout:
    def __init__(self, directory):
        self.directory = pathlib.Path(directory).resolve()
        self.checkout = self.directory / "checkout"
        self.origin = self.directory / "origin.git"
        self.before = self.directory / "before"
        self.run = self.directory / "run"
        self.logs = self.directory / "logs"
        self.secrets = self.directory / "secrets"
        self.uploads = self.directory / "uploads"
        self.front = self.directory / "front"
        self.platform = self.directory / "platform"
        self.socket = self.directory / "docker.sock"
        self.state = self.directory / "state.json"

    def parts(self):
        return (
            self.checkout, self.origin, self.before, self.run, self.logs,
            self.secrets, self.uploads, self.front, self.platform,
        )

    def pid_file(self, name):
        return self.run / f"{name}.pid"

    def log_file(self, name):
        return self.logs / f"{name}.log"

    def lay_out(self):
        """Makes an empty layout; what an earlier preparation left is removed, anything else is refused."""
        if self.directory.exists() and any(self.directory.iterdir()):
            self.require()
            for child in self.parts():
                shutil.rmtree(child, ignore_errors=True)
            self.state.unlink(missing_ok=True)
        for child in (self.directory, self.run, self.logs, self.uploads, self.front / "temp", self.platform):
            child.mkdir(parents=True, exist_ok=True)
        self.secrets.mkdir(mode=0o700)
        (self.directory / MARKER).touch()

    def require(self):
        if not (self.directory / MARKER).exists():
            raise Problem(f"{self.directory} is not the directory of a prepared railway sample")

    def write_secret(self, name, content):
        """Readable by the owner only, from its first moment."""
        path = self.secrets / name
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(content)
        return path
