from shared.asgi import service
from workflows.work import workers

application = service(workers=workers)
