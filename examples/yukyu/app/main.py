"""Yukyu, the management of paid leave: a small HTTP server over one database."""

import http.server
import json
import logging
import pathlib
import signal
import sys
import threading
import time
import urllib.parse

import settings
from database import Database
from figures import Figures
from pages import Pages


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    routes = {}
    figures = None

    def do_GET(self):
        started = time.monotonic()
        url = urllib.parse.urlsplit(self.path)
        page = self.routes.get(url.path)
        status, body = 404, {"error": "no such page"}
        if page:
            try:
                status, body = 200, page(dict(urllib.parse.parse_qsl(url.query)))
            except Exception:
                logging.exception("%s failed", url.path)
                status, body = 500, {"error": "it failed; see the log"}
        self._send(status, body)
        self.figures.add(status, (time.monotonic() - started) * 1000)

    def _send(self, status, body):
        text = body if isinstance(body, str) else json.dumps(body, ensure_ascii=False, default=str)
        kind = "application/json" if not isinstance(body, str) else "text/html" if body.startswith("<") else "text/csv"
        data = text.encode()
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_):
        pass


class Server(http.server.ThreadingHTTPServer):
    request_queue_size = 128
    daemon_threads = True


def main():
    configured = settings.Settings(settings.read())
    logging.basicConfig(filename=configured.log_file, level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s")
    database = Database(configured)
    Handler.figures = Figures()
    pages = Pages(database, pathlib.Path(configured.key_file).read_bytes().strip(), Handler.figures)
    Handler.routes = {
        "/": pages.dashboard,
        "/health": pages.health,
        "/api/employees": pages.employees,
        "/api/genzai": pages.genzai,
        "/api/ukeoi": pages.ukeoi,
        "/api/db-status": pages.db_status,
        "/api/export": pages.export,
        "/api/metrics": pages.metrics,
    }
    database.counts()
    server = Server(("127.0.0.1", configured.port), Handler)
    signal.signal(signal.SIGTERM, lambda *_: threading.Thread(target=server.shutdown).start())
    logging.info("listening on %d with %s, pool of %d", configured.port, database.kind, database.size)
    server.serve_forever()
    database.close()
    logging.info("stopped")


if __name__ == "__main__":
    sys.exit(main())
