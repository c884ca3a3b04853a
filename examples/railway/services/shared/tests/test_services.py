"""What the services answer, asked as Django asks them."""

import asyncio
import json
import unittest
import unittest.mock

import configured
from accounts import views as accounts
from accounts.models import Account
from django.contrib.auth.hashers import make_password
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import Http404
from django.test import RequestFactory
from notifications import sending
from notifications import views as notifications
from notifications.models import Notification
from shared import asgi, jobs, settings, tokens
from shared import views as common
from tickets import views as tickets
from tickets.models import Attachment, Ticket
from workflows import views as workflows
from workflows import work
from workflows.models import Run

ASKED = RequestFactory()


def as_ada(request):
    request.META["HTTP_AUTHORIZATION"] = f"Bearer {tokens.issue('ada')}"
    return request


def get(path="/", **query):
    return as_ada(ASKED.get(path, query))


def post(body):
    return as_ada(ASKED.post("/", json.dumps(body), content_type="application/json"))


def said(response):
    return json.loads(response.content)


class ServicesTest(unittest.TestCase):
    def setUp(self):
        for model in (Account, Ticket, Attachment, Run, Notification):
            model.objects.all().delete()
        self.broker = configured.Broker()
        patched = unittest.mock.patch.object(jobs, "client", lambda name=None: self.broker)
        patched.start()
        self.addCleanup(patched.stop)

    def work(self, worker, done):
        """Lets the worker work until something is so."""

        def look(*_):
            worker.stopping.set() if done() else None
            return take(*_)

        take, self.broker.blmove = self.broker.blmove, look
        worker.run()

    def test_who_knows_the_password_gets_a_token_and_is_shown(self):
        Account.objects.create(username="ada", password=make_password("right"), email="ada@railway.example")
        token = said(accounts.login(post({"username": "ada", "password": "right"})))["token"]
        self.assertEqual("ada", tokens.username_of(f"Bearer {token}"))
        self.assertEqual("ada@railway.example", said(accounts.me(get()))["email"])
        for wrong in ({"username": "ada", "password": "wrong"}, {"username": "bob", "password": "right"}, {}):
            self.assertEqual(401, accounts.login(post(wrong)).status_code)

    def test_a_ticket_is_written_listed_shown_counted_and_deleted(self):
        written = said(tickets.tickets(post({"title": "Rail is loose"})))
        self.assertEqual(("Rail is loose", "open", "ada"), tuple(written[name] for name in ("title", "status", "author")))
        Ticket.objects.create(title="closed already", status="closed", author="bob")
        self.assertEqual(["closed already", "Rail is loose"], [each["title"] for each in said(tickets.tickets(get()))["tickets"]])
        self.assertEqual(1, len(said(tickets.tickets(get(limit=1)))["tickets"]))
        self.assertEqual(written, said(tickets.ticket(get(), written["id"])))
        tickets.SUMMARY["until"] = 0
        self.assertEqual({"open": 1, "cached": False}, said(tickets.summary(get())))
        self.assertEqual({"open": 1, "cached": True}, said(tickets.summary(get())))
        self.assertEqual(204, tickets.ticket(as_ada(ASKED.delete("/")), written["id"]).status_code)
        with self.assertRaises(Http404):
            tickets.ticket(get(), written["id"])

    def test_an_attachment_is_kept_byte_by_byte_until_it_is_deleted(self):
        content = bytes(range(256)) * 8
        sent = as_ada(ASKED.post("/", {"file": SimpleUploadedFile("map.png", content)}, HTTP_X_FORWARDED_PREFIX="/tickets"))
        kept = said(tickets.attachments(sent))
        self.assertEqual(f"/tickets/api/attachments/{kept['id']}/", kept["url"])
        self.assertEqual(content, tickets.attachment(get(), kept["id"]).content)
        self.assertEqual(204, tickets.attachment(as_ada(ASKED.delete("/")), kept["id"]).status_code)
        self.assertEqual([], list((configured.settings.UPLOADS).glob("*")))

    def test_a_run_waits_in_the_queue_until_a_worker_has_done_it(self):
        run = said(workflows.runs(post({"ticket": 3})))
        self.assertEqual("waiting", run["state"])
        self.work(work.workers()[0], lambda: Run.objects.get().state == "done")
        shown = said(asyncio.run(workflows.run(get(wait="5"), run["id"])))
        self.assertEqual(("done", 16), (shown["state"], len(shown["result"])))
        self.assertEqual([], self.broker.list(work.QUEUE) + self.broker.list(f"{work.QUEUE}:taken"))

    def test_a_run_that_a_worker_died_with_is_taken_again(self):
        run = Run.objects.create(ticket=4)
        self.broker.rpush(f"{work.QUEUE}:taken", json.dumps({"run": run.id}))
        self.work(work.workers()[0], lambda: Run.objects.get().state == "done")
        self.assertEqual("done", Run.objects.get().state)

    def test_a_run_is_shown_to_who_has_a_token_and_gone_when_deleted(self):
        run = Run.objects.create(ticket=5)
        self.assertEqual(401, asyncio.run(workflows.run(ASKED.get("/"), run.id)).status_code)
        self.assertEqual(204, asyncio.run(workflows.run(as_ada(ASKED.delete("/")), run.id)).status_code)
        self.assertEqual(404, asyncio.run(workflows.run(get(), run.id)).status_code)

    def test_a_notification_is_sent_by_mail(self):
        asked = said(notifications.notifications(post({"to": "team@railway.example", "subject": "Track 3"})))
        self.work(sending.workers()[0], lambda: Notification.objects.get().state != "waiting")
        self.assertEqual("sent", said(asyncio.run(notifications.notification(get(), asked["id"])))["state"])
        self.assertEqual(["Track 3"], [each.subject for each in mail.outbox])
        sending.send(asked["id"])
        self.assertEqual(1, len(mail.outbox))

    def test_a_mail_that_nobody_takes_is_told_in_the_log(self):
        asked = Notification.objects.create(to="team@railway.example", subject="Track 4")
        with unittest.mock.patch("django.core.mail.send_mail", side_effect=OSError("refused")):
            with self.assertLogs(sending.LOG, "ERROR"):
                sending.send(asked.id)
        self.assertEqual("failed", Notification.objects.get().state)

    def test_a_notification_is_shown_to_who_has_a_token_and_gone_when_deleted(self):
        asked = Notification.objects.create(to="team@railway.example", subject="Track 5")
        self.assertEqual(401, asyncio.run(notifications.notification(ASKED.get("/"), asked.id)).status_code)
        self.assertEqual(204, asyncio.run(notifications.notification(as_ada(ASKED.delete("/")), asked.id)).status_code)
        self.assertEqual(404, asyncio.run(notifications.notification(get(), asked.id)).status_code)

    def test_health_names_the_last_migration_and_says_when_the_database_is_away(self):
        self.assertEqual(("up", "0002_priority"), tuple(said(common.health(ASKED.get("/")))[name] for name in ("status", "schema")))
        with unittest.mock.patch.object(common.connection, "cursor", side_effect=common.Error("gone")):
            self.assertEqual(503, common.health(ASKED.get("/")).status_code)
        self.assertIn("resident_mb", said(common.metrics(ASKED.get("/"))))

    def test_the_database_is_read_from_its_url(self):
        read = settings.database("postgresql://rail%20way:p%40ss@db:5433/railway?sslmode=require")
        self.assertEqual(("railway", "rail way", "p@ss", "db", 5433), tuple(read[name] for name in ("NAME", "USER", "PASSWORD", "HOST", "PORT")))
        self.assertEqual({"sslmode": "require"}, read["OPTIONS"])


class AsgiTest(unittest.TestCase):
    def test_workers_live_as_long_as_the_service(self):
        worker, heard = unittest.mock.Mock(), []

        async def receive():
            return {}

        async def send(message):
            heard.append(message["type"])

        asyncio.run(asgi.service(workers=lambda: [worker])({"type": "lifespan"}, receive, send))
        self.assertEqual(["lifespan.startup.complete", "lifespan.shutdown.complete"], heard)
        self.assertEqual(["start", "stop"], [call[0] for call in worker.method_calls])

    def test_a_socket_is_refused_where_there_is_none(self):
        heard = []

        async def receive():
            return {}

        async def send(message):
            heard.append(message)

        asyncio.run(asgi.service()({"type": "websocket"}, receive, send))
        self.assertEqual([{"type": "websocket.close", "code": 4404}], heard)
