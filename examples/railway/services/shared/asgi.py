"""The service for an ASGI server: Django, a WebSocket where there is one, workers while it runs."""

import os

from django.core.asgi import get_asgi_application


def service(socket=None, workers=lambda: ()):
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "settings")
    django = get_asgi_application()
    running = []

    async def application(scope, receive, send):
        if scope["type"] == "lifespan":
            await lifespan(receive, send, running, workers)
        elif scope["type"] == "websocket":
            await (socket or refuse)(scope, receive, send)
        else:
            await django(scope, receive, send)

    return application


async def lifespan(receive, send, running, workers):
    await receive()
    for worker in workers():
        worker.start()
        running.append(worker)
    await send({"type": "lifespan.startup.complete"})
    await receive()
    for worker in running:
        worker.stop()
    await send({"type": "lifespan.shutdown.complete"})


async def refuse(scope, receive, send):
    await receive()
    await send({"type": "websocket.close", "code": 4404})
