import json

from asgiref.sync import sync_to_async
from django.http import HttpResponse, JsonResponse
from shared import jobs, polling
from shared.tokens import login_required, username_of

from .models import Run
from .work import QUEUE


def described(run):
    return {"id": run.id, "ticket": run.ticket, "state": run.state, "result": run.result, "duration_ms": run.duration_ms}


@login_required
def runs(request):
    run = Run.objects.create(ticket=json.loads(request.body)["ticket"])
    jobs.add(QUEUE, run=run.id)
    return JsonResponse(described(run), status=201)


async def run(request, number):
    """With ?wait=5 answers when the run is done, or after five seconds."""
    if username_of(request.headers.get("Authorization")) is None:
        return JsonResponse({"error": "a token is required"}, status=401)
    if request.method == "DELETE":
        await sync_to_async(Run.objects.filter(id=number).delete)()
        return HttpResponse(status=204)

    @sync_to_async
    def look():
        found = Run.objects.filter(id=number).first()
        return found, found is None or found.state == "done"

    found = await polling.until(look, request.GET.get("wait", 0))
    return JsonResponse(described(found)) if found else JsonResponse({"error": "no such run"}, status=404)
