"""A MariaDB server of the sample's own, below its directory."""

import os
import pathlib
import secrets
import shutil
import subprocess
import time

from common.processes import start

READY_SECONDS = 60
STOP_SECONDS = 15
"""It writes what it has in memory before it ends."""
STARTS = 5
DATABASE = "askproai_db"


class Server:
    def __init__(self, directory, port):
        self.directory = directory
        self.home = directory / "mariadb"
        self.port = port

    def create(self):
        self.home.mkdir(mode=0o700, parents=True)
        command = ["mariadb-install-db", "--no-defaults", *self.places(), "--skip-test-db"]
        command.append("--auth-root-authentication-method=normal")
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)

    def places(self):
        user = ["--user=root"] if os.getuid() == 0 else []
        # A server that starts removes the temporary files of all others in the same place.
        return [f"--datadir={self.home / 'data'}", f"--tmpdir={self.home}", *user]

    def run(self):
        # Servers are not on every user's path.
        program = shutil.which("mariadbd") or shutil.which("mariadbd", path="/usr/sbin:/usr/local/sbin") or "mariadbd"
        command = [
            program,
            "--no-defaults",
            *self.places(),
            f"--socket={self.home / 'socket'}",
            f"--pid-file={self.home / 'pid'}",
            f"--port={self.port}",
            "--bind-address=127.0.0.1",
            "--skip-name-resolve",
            # What the watch looks for in the server's log.
            "--innodb-print-all-deadlocks=ON",
            "--innodb-buffer-pool-size=64M",
            # Shows what a migration locks.
            "--plugin-load-add=metadata_lock_info",
            "--character-set-server=utf8mb4",
            "--collation-server=utf8mb4_unicode_ci",
        ]
        for attempt in range(STARTS):
            if self.starts(command):
                return
            time.sleep(1)
        raise SystemExit(f"MariaDB does not start: {pathlib.Path(self.home / 'error.log').read_text()[-1000:]}")

    def starts(self, command):
        """A port that was free may be a short connection's for a moment."""
        log = self.home / "error.log"
        log.write_text("")
        process = start(command, self.home, os.environ.copy(), log, self.directory / "run/mariadb.pid")
        deadline = time.monotonic() + READY_SECONDS
        while process.poll() is None and time.monotonic() < deadline:
            if self.answers():
                return True
            time.sleep(0.1)
        return False

    def answers(self):
        command = ["mariadb-admin", "--no-defaults", f"--socket={self.home / 'socket'}", "--user=root", "ping"]
        return subprocess.run(command, capture_output=True).returncode == 0

    def sql(self, text, database=""):
        """As root, by the socket: statements on standard input, so that no secret is in argv."""
        command = ["mariadb", "--no-defaults", f"--socket={self.home / 'socket'}", "--user=root", "--batch", database]
        subprocess.run([word for word in command if word], input=text, text=True, check=True)

    def accounts(self):
        """The application's account, and the one that deployments use."""
        application, changeover = secrets.token_hex(12), secrets.token_hex(12)
        self.sql(
            f"""
            create database {DATABASE};
            create user askproai_user@'%' identified by '{application}';
            grant all on `askproai\\_db`.* to askproai_user@'%';
            create user changeover@'%' identified by '{changeover}';
            grant all on *.* to changeover@'%' with grant option;
            """
        )
        self.keep("askproai-password", application)
        self.keep("changeover-password", changeover)
        return application

    def keep(self, name, secret):
        place = self.directory / "secrets"
        place.mkdir(mode=0o700, exist_ok=True)
        file = place / name
        file.touch(mode=0o600)
        file.write_text(secret)
