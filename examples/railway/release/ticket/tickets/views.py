import json
import time

from django.db import connection
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from shared.tokens import login_required

from . import storage
from .models import Attachment, Ticket

MOST_LISTED = 100
SUMMARY_SECONDS = 2
SUMMARY = {"until": 0.0, "open": 0}


def described(ticket):
    return {"id": ticket.id, "title": ticket.title, "status": ticket.status, "author": ticket.author, "priority": ticket.priority or "normal"}


@login_required
def tickets(request):
    if request.method == "POST":
        given = json.loads(request.body)
        ticket = Ticket.objects.create(
            title=given["title"], author=request.username, priority=given.get("priority", "normal")
        )
        return JsonResponse(described(ticket), status=201)
    limit = min(int(request.GET.get("limit", 20)), MOST_LISTED)
    return JsonResponse({"tickets": [described(each) for each in Ticket.objects.order_by("-id")[:limit]]})


@login_required
def ticket(request, number):
    found = get_object_or_404(Ticket, id=number)
    if request.method == "DELETE":
        found.delete()
        return HttpResponse(status=204)
    return JsonResponse(described(found))


@login_required
def summary(request):
    """Counts at most every few seconds; what is counted in between comes from the cache."""
    cached = time.monotonic() < SUMMARY["until"]
    if not cached:
        SUMMARY.update(open=Ticket.objects.filter(status="open").count(), until=time.monotonic() + SUMMARY_SECONDS)
    return JsonResponse({"open": SUMMARY["open"], "cached": cached})


@login_required
def attachments(request):
    upload = request.FILES["file"]
    attachment = Attachment.objects.create(name=upload.name, size=upload.size, author=request.username)
    storage.keep(attachment.id, upload)
    # Relative to where the service is reached from outside.
    prefix = request.headers.get("X-Forwarded-Prefix", "")
    return JsonResponse({"id": attachment.id, "url": f"{prefix}/api/attachments/{attachment.id}/"}, status=201)


@login_required
def attachment(request, number):
    found = get_object_or_404(Attachment, id=number)
    if request.method == "DELETE":
        found.delete()
        storage.drop(number)
        return HttpResponse(status=204)
    return HttpResponse(storage.content(number), content_type="application/octet-stream")


def database(request):
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()")
        return JsonResponse({"connections": cursor.fetchone()[0]})
