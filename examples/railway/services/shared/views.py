"""What every service answers: its health, its figures, its static files."""

import redis
from django.conf import settings
from django.db import Error, connection
from django.http import JsonResponse
from django.urls import path
from django.views.static import serve

from .figures import COUNTS


def health(request):
    answer = {"status": "up", "service": settings.SERVICE, "version": settings.VERSION}
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT max(name) FROM django_migrations WHERE app = %s", [settings.APP])
            answer["schema"] = cursor.fetchone()[0]
        if settings.REDIS_URL:
            redis.Redis.from_url(settings.REDIS_URL, socket_timeout=2).ping()
    except (Error, redis.RedisError) as problem:
        return JsonResponse({**answer, "status": "down", "problem": type(problem).__name__}, status=503)
    return JsonResponse(answer)


def metrics(request):
    return JsonResponse(COUNTS.figures())


COMMON = [
    path("api/health/", health),
    path("api/metrics/", metrics),
    path("static/<path:path>", serve, {"document_root": settings.STATIC_ROOT}),
]
