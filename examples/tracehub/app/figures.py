"""What the application counts about itself."""

import collections
import threading

REMEMBERED_REQUESTS = 1_000


class Figures:
    def __init__(self):
        self._lock = threading.Lock()
        self._counts = collections.Counter()
        self._milliseconds = collections.deque(maxlen=REMEMBERED_REQUESTS)

    def request(self, status, milliseconds):
        with self._lock:
            self._counts["requests"] += 1
            self._counts["errors"] += status >= 500
            self._milliseconds.append(milliseconds)

    def login(self, succeeded):
        with self._lock:
            self._counts["logins_ok" if succeeded else "logins_failed"] += 1

    def shipment_created(self):
        with self._lock:
            self._counts["shipments_created"] += 1

    def snapshot(self):
        with self._lock:
            counts = dict(self._counts)
            times = sorted(self._milliseconds)
        requests, errors = counts.get("requests", 0), counts.get("errors", 0)
        ok, failed = counts.get("logins_ok", 0), counts.get("logins_failed", 0)
        return {
            "requests": requests,
            "errors": errors,
            "error_rate_percent": percent(errors, requests),
            "logins_ok": ok,
            "logins_failed": failed,
            "login_success_percent": percent(ok, ok + failed) if ok + failed else 100.0,
            "shipments_created": counts.get("shipments_created", 0),
            "response_ms_p50": quantile(times, 0.50),
            "response_ms_p95": quantile(times, 0.95),
        }


def percent(part, whole):
    return round(100.0 * part / whole, 3) if whole else 0.0


def quantile(ordered, fraction):
    return ordered[min(len(ordered) - 1, int(fraction * len(ordered)))] if ordered else 0.0
