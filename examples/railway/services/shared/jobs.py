"""Jobs that wait in Redis. One that was taken by a worker which died is taken again at the next start."""

import json
import logging
import threading

import redis
from django.conf import settings
from django.db import close_old_connections

LOG = logging.getLogger(__name__)
WAIT_SECONDS = 1


def client(name=None):
    return redis.Redis.from_url(settings.REDIS_URL, client_name=name, socket_timeout=5)


def add(queue, **job):
    client().rpush(queue, json.dumps(job))


class Worker(threading.Thread):
    """Does jobs one after the other until it is stopped; its connection bears the queue's name."""

    def __init__(self, queue, do):
        super().__init__(name=f"worker of {queue}", daemon=True)
        self.queue, self.taken, self.do = queue, f"{queue}:taken", do
        self.stopping = threading.Event()

    def run(self):
        while not self.stopping.is_set():
            try:
                self.work(client(self.queue))
            except redis.RedisError as problem:
                LOG.warning("the broker is away: %s", problem)
                self.stopping.wait(WAIT_SECONDS)

    def work(self, broker):
        while broker.lmove(self.taken, self.queue, "RIGHT", "LEFT"):
            LOG.info("a job of %s is taken again", self.queue)
        while not self.stopping.is_set():
            job = broker.blmove(self.queue, self.taken, WAIT_SECONDS)
            if job:
                close_old_connections()
                self.do(**json.loads(job))
                broker.lrem(self.taken, 1, job)

    def stop(self):
        self.stopping.set()
