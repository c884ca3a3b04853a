"""An installation for tests. Arguments: the port, and how often /health answers 503 first.

`flapping`: every third answer is a 503 afterwards."""

import http.server
import json
import os
import signal
import subprocess
import sys

port, sick = int(sys.argv[1]), int(sys.argv[2])
options = sys.argv[3:]
print("starting with", os.environ.get("DATABASE_URL", "nothing"), flush=True)
print("and", os.environ.get("QUEUE_URL", "nothing"), flush=True)
if "dies" in options:
    print("cannot go on: no module named tracehub_geodata", flush=True)
    sys.exit(1)
if "stubborn" in options:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    # In a session of its own: not reached by a signal to the group.
    child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"], start_new_session=True)
    print("child", child.pid, flush=True)


class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        global sick
        sick -= 1
        body = json.dumps({"version": "1.3.0", "environment": sorted(os.environ), "session": os.getsid(0)}).encode()
        falls = "flapping" in options and sick % 3 == 0
        self.send_response(200 if sick < 0 and not falls else 503)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


server = http.server.ThreadingHTTPServer(("127.0.0.1", port), Handler)
if "PID_FILE" in os.environ:
    with open(os.environ["PID_FILE"], "w") as file:
        file.write(f"{os.getpid()}\n")
server.serve_forever()
