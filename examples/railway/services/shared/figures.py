"""Counts requests, errors and refusals, and refuses what is too much."""

import collections
import statistics
import threading
import time

from django.conf import settings
from django.http import JsonResponse
from django.utils.decorators import sync_and_async_middleware

KEPT_TIMES = 500
SETTLED_REQUESTS = 20
"""After so many a service has loaded what it needs: what it has in memory then is what it should have later."""


class Counts:
    def __init__(self):
        self.lock = threading.Lock()
        self.requests = self.errors = self.refused = 0
        self.times = collections.deque(maxlen=KEPT_TIMES)
        self.second, self.in_second = 0, 0
        self.settled_mb = None

    def admits(self):
        with self.lock:
            now = int(time.monotonic())
            self.in_second = self.in_second + 1 if now == self.second else 1
            self.second = now
            refused = self.in_second > settings.REQUESTS_PER_SECOND
            self.refused += refused
            return not refused

    def took(self, seconds, status):
        with self.lock:
            self.requests += 1
            self.errors += status >= 500
            self.times.append(seconds)
            if self.requests == SETTLED_REQUESTS:
                self.settled_mb = resident_mb()

    def figures(self):
        with self.lock:
            resident = resident_mb()
            return {
                "requests": self.requests,
                "errors": self.errors,
                "error_rate_percent": round(100 * self.errors / self.requests, 2) if self.requests else 0,
                "rate_limited": self.refused,
                "median_ms": round(1000 * statistics.median(self.times), 1) if self.times else 0,
                "resident_mb": resident,
                "settled_mb": self.settled_mb,
                "memory_doubled": self.settled_mb is not None and resident > 2 * self.settled_mb,
            }


def resident_mb():
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * 4 // 1024


COUNTS = Counts()


@sync_and_async_middleware
def Figures(get_response):
    import asyncio

    if not asyncio.iscoroutinefunction(get_response):
        raise NotImplementedError("the services run under ASGI")

    async def counted(request):
        if not COUNTS.admits():
            return JsonResponse({"error": "too many requests"}, status=429)
        began = time.monotonic()
        response = await get_response(request)
        COUNTS.took(time.monotonic() - began, response.status_code)
        return response

    return counted
