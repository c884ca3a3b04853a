"""nginx before the four services, with a certificate of an authority of the sample's own."""

import os
import shutil
import subprocess

from .layout import Problem

HOST = "tickets.railway.example"
VALID_DAYS = 90
PREFIXES = {"auth": "auth", "ticket": "tickets", "workflow": "workflows", "notification": "notifications"}

CONFIGURATION = """\
# Self-contained: own prefix, pid, logs and temporary files.
{user}
daemon off;
worker_processes 1;
pid {run}/nginx.pid;
error_log {logs}/nginx-error.log warn;
events {{ worker_connections 512; }}
http {{
    access_log off;
    client_body_temp_path temp/body;
    proxy_temp_path temp/proxy;
    fastcgi_temp_path temp/fastcgi;
    uwsgi_temp_path temp/uwsgi;
    scgi_temp_path temp/scgi;
    client_max_body_size 20m;
    server_tokens off;
    # Only to WebSockets: clients that offer HTTP/2 by an upgrade are answered as they asked.
    map $http_upgrade $websocket {{ websocket websocket; default ""; }}
    map $http_upgrade $connection_upgrade {{ websocket upgrade; default ""; }}
    server {{
        listen 127.0.0.1:{http};
        listen 127.0.0.1:{https} ssl;
        server_name {host};
        ssl_certificate server.pem;
        ssl_certificate_key server.key;
{locations}
    }}
}}
"""

LOCATION = """\
        location /{prefix}/ {{
            proxy_pass http://127.0.0.1:{port}/;
            proxy_http_version 1.1;
            proxy_set_header Host $host;
            proxy_set_header Upgrade $websocket;
            proxy_set_header Connection $connection_upgrade;
            proxy_set_header X-Forwarded-Prefix /{prefix};
            proxy_connect_timeout 2s;
            proxy_read_timeout 30s;
        }}"""


def lay_front(layout, ports):
    certificate(layout)
    locations = [LOCATION.format(prefix=prefix, port=ports[service]) for service, prefix in PREFIXES.items()]
    text = CONFIGURATION.format(
        user="user root;" if os.geteuid() == 0 else "",
        run=layout.run, logs=layout.logs, http=ports["front"], https=ports["https"], host=HOST,
        locations="\n".join(locations),
    )
    (layout.front / "nginx.conf").write_text(text)


def command(layout):
    program = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    if program is None:
        raise Problem("nginx is not installed: apt-get install nginx-light")
    return [program, "-p", str(layout.front), "-c", str(layout.front / "nginx.conf")]


def certificate(layout, days=VALID_DAYS):
    (layout.front / "names").write_text(f"subjectAltName=DNS:{HOST}\n")
    authority = "req -x509 -newkey rsa:2048 -nodes -keyout ca.key -out ca.pem -days 365 -subj /CN=Railway-sample-CA"
    if not (layout.front / "ca.pem").exists():
        openssl(layout, authority)
    openssl(layout, "req -newkey rsa:2048 -nodes -keyout server.key -out server.csr -subj /CN=railway")
    signing = "x509 -req -in server.csr -CA ca.pem -CAkey ca.key -CAcreateserial -out server.pem -extfile names -days"
    openssl(layout, f"{signing} {days}")


def openssl(layout, arguments):
    done = subprocess.run(["openssl", *arguments.split()], cwd=layout.front, capture_output=True, text=True)
    if done.returncode != 0:
        raise Problem(f"openssl failed: {done.stderr.strip()[-500:]}")
