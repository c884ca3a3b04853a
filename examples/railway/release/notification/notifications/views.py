import json

from asgiref.sync import sync_to_async
from django.http import HttpResponse, JsonResponse
from shared import jobs, polling
from shared.tokens import login_required, username_of

from .models import Notification
from .sending import QUEUE


def described(notification):
    return {"id": notification.id, "to": notification.to, "subject": notification.subject, "state": notification.state, "channel": notification.channel}


@login_required
def notifications(request):
    given = json.loads(request.body)
    notification = Notification.objects.create(to=given["to"], subject=given["subject"], channel="email")
    jobs.add(QUEUE, notification=notification.id)
    return JsonResponse(described(notification), status=201)


async def notification(request, number):
    """With ?wait=5 answers when it is sent, or after five seconds."""
    if username_of(request.headers.get("Authorization")) is None:
        return JsonResponse({"error": "a token is required"}, status=401)
    if request.method == "DELETE":
        await sync_to_async(Notification.objects.filter(id=number).delete)()
        return HttpResponse(status=204)

    @sync_to_async
    def look():
        found = Notification.objects.filter(id=number).first()
        return found, found is None or found.state != "waiting"

    found = await polling.until(look, request.GET.get("wait", 0))
    return JsonResponse(described(found)) if found else JsonResponse({"error": "no such notification"}, status=404)
