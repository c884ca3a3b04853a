"""Where things lie in the directory of a prepared sample, and writing secrets there."""

import os
import pathlib
import shutil

from common.problem import Problem

SOURCE = pathlib.Path(__file__).resolve().parent.parent
MARKER = ".yukyu-sample"


class Layout:
    def __init__(self, directory):
        self.directory = pathlib.Path(directory).resolve()
        self.checkout = self.directory / "checkout"
        self.data = self.directory / "data"
        self.sqlite = self.data / "yukyu.db"
        self.run = self.directory / "run"
        self.logs = self.directory / "logs"
        self.secrets = self.directory / "secrets"

    def lay_out(self):
        """Makes an empty layout; what an earlier preparation left is removed, anything else is refused."""
        if self.directory.exists() and any(self.directory.iterdir()):
            self.require()
            for child in (self.checkout, self.data, self.run, self.logs, self.secrets):
                shutil.rmtree(child, ignore_errors=True)
        for child in (self.directory, self.data, self.run, self.logs):
            child.mkdir(parents=True, exist_ok=True)
        self.secrets.mkdir(mode=0o700)
        (self.directory / MARKER).touch()
        ignored = shutil.ignore_patterns("__pycache__")
        for part in ("app", "backend", "bin", "docs", "app_tests"):
            shutil.copytree(SOURCE / part, self.checkout / part, ignore=ignored)

    def require(self):
        if not (self.directory / MARKER).exists():
            raise Problem(f"{self.directory} is not the directory of a prepared Yukyu sample")

    def write_secret(self, name, content):
        """Readable by the owner only, from its first moment."""
        path = self.secrets / name
        data = content if isinstance(content, bytes) else content.encode()
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
        return path
