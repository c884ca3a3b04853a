"""The nginx in front of blue and green."""

import os
import pathlib
import pwd
import shutil

from .layout import SOURCE, Problem


def nginx_command(layout):
    # -e, because otherwise nginx opens the system's error log before it reads its configuration.
    prefix, log = str(layout.nginx), str(layout.log_file("nginx-error"))
    return [nginx_binary(), "-e", log, "-p", prefix, "-c", f"{prefix}/nginx.conf"]


def nginx_binary():
    found = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")
    if not found:
        raise Problem("nginx is not installed (apt-get install nginx-light)")
    return found


def write_configuration(layout, port, upstream_port):
    # Workers of a root nginx would become another user, who cannot enter the sample's directory.
    user = f"user {pwd.getpwuid(0).pw_name};" if os.geteuid() == 0 else ""
    fill(
        layout,
        "nginx.conf",
        {"USER": user, "PID": layout.pid_file("nginx"), "LOGS": layout.logs, "PORT": port},
    )
    fill(layout, "upstream.conf", {"PORT": upstream_port, "GENERATION": 1, "COLOR": "blue"})


def fill(layout, name, values):
    text = pathlib.Path(SOURCE / "nginx" / f"{name}.template").read_text()
    for key, value in values.items():
        text = text.replace(f"@{key}@", str(value))
    (layout.nginx / name).write_text(text)
