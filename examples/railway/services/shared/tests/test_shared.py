import asyncio
import types
import unittest
import unittest.mock

import configured  # noqa: F401
from shared import figures, polling, tokens
from shared.figures import COUNTS, Counts, Figures
from tickets.live import answer, live


class SharedTest(unittest.TestCase):
    def test_a_token_names_its_owner_and_another_text_nobody(self):
        token = tokens.issue("ada")
        self.assertEqual("ada", tokens.username_of(f"Bearer {token}"))
        self.assertIsNone(tokens.username_of(f"Bearer {token}x"))
        self.assertIsNone(tokens.username_of(f"Basic {token}"))
        self.assertIsNone(tokens.username_of(None))

    def test_more_requests_than_allowed_in_a_second_are_refused(self):
        counts = Counts()
        self.assertIn(False, [counts.admits() for _ in range(6)])
        self.assertGreater(counts.figures()["rate_limited"], 0)

    def test_errors_count(self):
        counts = Counts()
        for status in (200, 404, 500, 200):
            counts.took(0.01, status)
        self.assertEqual(25.0, counts.figures()["error_rate_percent"])

    def test_memory_that_has_doubled_since_it_settled_is_told(self):
        counts = Counts()
        with unittest.mock.patch.object(figures, "resident_mb", lambda: 60):
            for _ in range(figures.SETTLED_REQUESTS):
                self.assertFalse(counts.figures()["memory_doubled"])
                counts.took(0.01, 200)
            self.assertFalse(counts.figures()["memory_doubled"])
        with unittest.mock.patch.object(figures, "resident_mb", lambda: 121):
            self.assertTrue(counts.figures()["memory_doubled"])

    def test_polling_ends_when_something_is_so(self):
        answers = iter([("no", False), ("yes", True)])

        async def look():
            return next(answers)

        self.assertEqual("yes", asyncio.run(polling.until(look, 5)))

    def test_polling_ends_when_its_time_is_over(self):
        async def look():
            return "no", False

        self.assertEqual("no", asyncio.run(polling.until(look, 0.1)))

    def test_a_view_that_needs_a_login_sees_its_name(self):
        view = tokens.login_required(lambda request: request.username)
        request = types.SimpleNamespace(headers={"Authorization": f"Bearer {tokens.issue('ada')}"})
        self.assertEqual("ada", view(request))
        self.assertEqual(401, view(types.SimpleNamespace(headers={})).status_code)

    def test_requests_are_counted_by_the_middleware(self):
        async def answer_500(request):
            return types.SimpleNamespace(status_code=500)

        before = COUNTS.figures()["errors"]
        asyncio.run(Figures(answer_500)(None))
        self.assertEqual(before + 1, COUNTS.figures()["errors"])

    def test_a_socket_without_a_token_is_closed_and_one_with_it_answers(self):
        def talk(headers):
            said, heard = iter([{}, {"type": "websocket.receive", "text": '{"ping": 1}'}, {"type": "websocket.disconnect"}]), []

            async def receive():
                return next(said)

            async def send(message):
                heard.append(message)

            asyncio.run(live({"path": "/ws/tickets/", "headers": headers}, receive, send))
            return [message["type"] for message in heard]

        token = f"Bearer {tokens.issue('ada')}".encode()
        self.assertEqual(["websocket.close"], talk([]))
        self.assertEqual(["websocket.accept", "websocket.send"], talk([(b"authorization", token)]))

    def test_a_ping_is_answered(self):
        self.assertEqual('{"pong": 7, "for": "ada"}', answer('{"ping": 7}', "ada"))
        self.assertIn("error", answer("[]", "ada"))


if __name__ == "__main__":
    unittest.main()
