from shared.asgi import service

application = service()
