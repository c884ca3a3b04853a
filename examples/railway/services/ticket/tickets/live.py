"""The WebSocket on which clients see that they are connected: every {"ping": n} is answered."""

import json

from shared.tokens import username_of


async def live(scope, receive, send):
    headers = {name.decode().lower(): value.decode() for name, value in scope["headers"]}
    await receive()
    username = username_of(headers.get("authorization"))
    if scope["path"] != "/ws/tickets/" or username is None:
        await send({"type": "websocket.close", "code": 4401})
        return
    await send({"type": "websocket.accept"})
    while True:
        message = await receive()
        if message["type"] == "websocket.disconnect":
            return
        await send({"type": "websocket.send", "text": answer(message.get("text") or "", username)})


def answer(text, username):
    try:
        return json.dumps({"pong": json.loads(text)["ping"], "for": username})
    except (ValueError, KeyError, TypeError):
        return json.dumps({"error": 'say {"ping": 1}'})
