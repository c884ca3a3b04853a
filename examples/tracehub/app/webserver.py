"""HTTP around an application: routing, JSON in and out, one log line per request, a clean stop."""

import datetime
import decimal
import http.server
import json
import logging
import os
import re
import signal
import threading
import time
import urllib.parse
import uuid

import psycopg2

from database import PoolExhausted

MAX_BODY_BYTES = 2 * 1024 * 1024
MAX_DISCARDED_BYTES = 16 * 1024 * 1024
GRACE_SECONDS = 0.8
"""How long a request under way may still take after SIGTERM."""

log = logging.getLogger("tracehub")


class Refused(Exception):
    """The request cannot be served; the status and the reason go to the caller."""

    def __init__(self, status, reason):
        super().__init__(reason)
        self.status = status
        self.reason = reason


class Request:
    def __init__(self, headers, query, body, path_values):
        self.headers = headers
        self.path_values = path_values
        self._query = query
        self._body = body

    def integer(self, name, default, low, high):
        text = self._query.get(name, [str(default)])[0]
        if not re.fullmatch(r"[0-9]{1,9}", text) or not low <= int(text) <= high:
            raise Refused(400, f"{name} must be a number from {low} to {high}")
        return int(text)

    def optional_id(self, name):
        return self.integer(name, 0, 0, 999_999_999) or None

    def json(self):
        try:
            value = json.loads(self._body)
            # A lone surrogate is JSON, but no text that a database can hold.
            json.dumps(value, ensure_ascii=False).encode()
        except (ValueError, RecursionError):
            value = None
        if not isinstance(value, dict):
            raise Refused(400, "the body must be a JSON object")
        return value


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version = "TraceHub"
    sys_version = ""
    disable_nagle_algorithm = True
    timeout = 30

    def answer(self):
        started = time.perf_counter()
        with self.server.active:
            status, payload = self.served()
            self.send(status, payload)
        milliseconds = round((time.perf_counter() - started) * 1000, 2)
        self.server.application.figures.request(status, milliseconds)
        log.info("request method=%s path=%s status=%d ms=%s", self.command, self.path, status, milliseconds)

    do_GET = do_POST = do_DELETE = answer

    def served(self):
        try:
            body = self.read_body()
            path, _, query = self.path.partition("?")
            for method, pattern, handle in self.server.application.routes():
                match = re.fullmatch(pattern, path)
                if match and method == self.command:
                    parameters = urllib.parse.parse_qs(query)
                    return handle(Request(self.headers, parameters, body, match.groups()))
            return 404, {"error": f"no such resource: {self.command} {path}"}
        except Refused as refusal:
            log.warning("refused status=%d reason=%s", refusal.status, refusal.reason)
            return refusal.status, {"error": refusal.reason}
        except (psycopg2.OperationalError, psycopg2.InterfaceError, PoolExhausted) as problem:
            log.error("database unavailable path=%s problem=%s", self.path, one_line(problem))
            return 503, {"error": "the database is not available"}
        except Exception as problem:
            log.error("failed path=%s problem=%s", self.path, one_line(problem), exc_info=True)
            return 500, {"error": "internal error"}

    def read_body(self):
        length = self.headers.get("Content-Length", "0")
        if not length.isdigit() or int(length) > MAX_BODY_BYTES or "Transfer-Encoding" in self.headers:
            self.close_connection = True
            self.discard(int(length) if length.isdigit() else 0)
            raise Refused(413, f"a body needs a Content-Length of at most {MAX_BODY_BYTES} bytes")
        return self.rfile.read(int(length))

    def discard(self, length):
        """A caller still sending sees a broken connection instead of the answer."""
        rest = min(length, MAX_DISCARDED_BYTES)
        while rest > 0:
            read = len(self.rfile.read(min(rest, 65_536)))
            rest = rest - read if read else 0

    def send(self, status, payload):
        body = b"" if status == 204 else json.dumps(payload, default=as_json).encode() + b"\n"
        self.send_response(status)
        if status != 204:
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
        if self.close_connection:
            self.send_header("Connection", "close")
        self.send_header("X-TraceHub-Color", self.server.application.color)
        self._headers_buffer.append(b"\r\n" + body)  # head and body in one packet
        self.flush_headers()

    def log_message(self, *_):
        """answer() writes the line, with the duration."""


class Active:
    """Counts the requests under way."""

    def __init__(self):
        self._condition = threading.Condition()
        self._count = 0

    def __enter__(self):
        with self._condition:
            self._count += 1

    def __exit__(self, *_):
        with self._condition:
            self._count -= 1
            self._condition.notify_all()

    def wait_for_none(self, seconds):
        with self._condition:
            self._condition.wait_for(lambda: self._count == 0, timeout=seconds)


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def __init__(self, port, application):
        super().__init__(("127.0.0.1", port), Handler)
        self.application = application
        self.active = Active()

    def handle_error(self, request, client_address):
        log.warning("connection dropped peer=%s", client_address[0], exc_info=True)


def run(application, settings):
    """Serves until SIGTERM or SIGINT."""
    logging.Formatter.converter = time.gmtime
    logging.basicConfig(
        filename=settings.log_file,
        level=logging.INFO,
        format="%(asctime)s.%(msecs)03dZ %(levelname)s %(name)s %(message)s",
        datefmt="%Y-%m-%dT%H:%M:%S",
    )
    server = Server(settings.port, application)
    if settings.pid_file:
        settings.pid_file.write_text(f"{os.getpid()}\n")
    for number in (signal.SIGTERM, signal.SIGINT):
        # shutdown() waits for the serving loop, which is this thread: another one has to ask.
        signal.signal(number, lambda *_: threading.Thread(target=server.shutdown).start())
    log.info("started color=%s version=%s port=%d", application.color, application.version, settings.port)
    server.serve_forever(poll_interval=0.1)
    server.socket.close()
    server.active.wait_for_none(GRACE_SECONDS)
    log.info("stopped color=%s", application.color)
    if settings.pid_file:
        settings.pid_file.unlink(missing_ok=True)
    logging.shutdown()
    os._exit(0)  # idle keep-alive connections must not hold the process


def as_json(value):
    if isinstance(value, decimal.Decimal):
        return float(value)
    if isinstance(value, (datetime.date, datetime.datetime)):
        return value.isoformat()
    if isinstance(value, uuid.UUID):
        return str(value)
    raise TypeError(f"no JSON for {type(value)}")


def one_line(problem):
    return " ".join(str(problem).split())
