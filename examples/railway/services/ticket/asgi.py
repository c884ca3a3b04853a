from shared.asgi import service
from tickets.live import live

application = service(socket=live)
