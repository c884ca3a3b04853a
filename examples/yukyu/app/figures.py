"""How many requests there were, how many failed, and how long they took."""

import collections
import threading

KEPT = 500
"""The newest so many durations count."""


class Figures:
    def __init__(self):
        self._lock = threading.Lock()
        self._requests = 0
        self._errors = 0
        self._millis = collections.deque(maxlen=KEPT)

    def add(self, status, millis):
        with self._lock:
            self._requests += 1
            self._errors += status >= 500
            self._millis.append(millis)

    def now(self):
        with self._lock:
            slowest = max(self._millis, default=0)
            rate = 100 * self._errors / self._requests if self._requests else 0
            return {"requests": self._requests, "error_rate_percent": round(rate, 2), "slowest_ms": round(slowest, 1)}
