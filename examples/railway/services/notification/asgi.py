from notifications.sending import workers
from shared.asgi import service

application = service(workers=workers)
