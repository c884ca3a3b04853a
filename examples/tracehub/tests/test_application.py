"""Blue and green on the schemas they are meant for."""

import base64
import hashlib
import http.client
import pathlib
import threading
import time

from support import VIBOTAJ, PreparedTest, SharedTest, admin, call, wait_for

NEW_SHIPMENT = {
    "reference": "TEST-1",
    "container_number": "MSCU0000001",
    "product_id": 1,
    "origin_id": 1,
    "exporter_id": 1,
    "importer_id": 2,
    "gross_weight_kg": 1000.5,
    "net_weight_kg": 900,
}


class ApplicationTest(PreparedTest):
    def walk_through(self, color, expected):
        """What a smoke test does; expected is part of every business row."""

        def get(path, **options):
            return self.sample.get(color, path, **options)

        status, page, _ = get("/api/v1/shipments?limit=2&offset=1")
        self.assertEqual(200, status)
        second_and_third = self.sample.query("SELECT id FROM shipments ORDER BY id DESC LIMIT 2 OFFSET 1")
        self.assertEqual(second_and_third, [(row["id"],) for row in page["shipments"]])
        status, created, _ = get("/api/v1/shipments", body=NEW_SHIPMENT)
        self.assertEqual((201, "draft"), (status, created["status"]))
        content = b"a bill of lading"
        document = {"shipment_id": created["id"], "kind": "bill_of_lading", "filename": "bill.pdf"}
        document["content_base64"] = base64.b64encode(content).decode()
        status, uploaded, _ = get("/api/v1/documents", body=document)
        self.assertEqual((201, hashlib.sha256(content).hexdigest()), (status, uploaded["sha256"]))
        rows = [
            page["shipments"][0],
            get("/api/v1/container-events?shipment_id=12")[1]["container_events"][0],
            get("/api/v1/notifications?limit=1")[1]["notifications"][0],
            get("/api/v1/compliance/5")[1],
        ]
        for row in rows:
            self.assertEqual(expected, {"organization_id": row["organization_id"]} if "organization_id" in row else {})
        for path in (f"/api/v1/documents/{uploaded['id']}", f"/api/v1/shipments/{created['id']}"):
            self.assertEqual(204, get(path, method="DELETE")[0])
            self.assertEqual(404, get(path, method="DELETE")[0])

    def test_blue_on_its_own_schema(self):
        self.assertEqual({"status": "up", "version": "1.2.0", "color": "blue", "schema": "002"}, self.sample.get("blue", "/health")[1])
        self.walk_through("blue", {})
        self.assertEqual(404, self.sample.get("blue", "/api/v1/organizations")[0])

    def test_blue_works_on_at_each_revision_and_its_rows_get_an_organization(self):
        for revision in ("003", "004", "005", "006"):
            self.sample.migrate("upgrade", revision)
            self.walk_through("blue", {})
            self.sample.get("blue", "/api/v1/shipments", body={**NEW_SHIPMENT, "reference": f"BLUE-{revision}"})
        strays = "SELECT count(*) FROM shipments WHERE organization_id IS NULL"
        self.assertEqual(0, self.sample.value(strays))

    def test_blue_takes_writes_while_the_schema_moves_under_it(self):
        answers, migrated = [], threading.Event()
        writers = [threading.Thread(target=self.keep_writing, args=(name, answers, migrated)) for name in "abcde"]
        for writer in writers:
            writer.start()
        try:
            self.sample.migrate("upgrade", "006")
            strays = "SELECT count(*) FROM shipments WHERE organization_id IS NULL"
            self.assertEqual(0, self.sample.value(strays))
            self.sample.migrate("downgrade", "002")
        finally:
            migrated.set()
            for writer in writers:
                writer.join()
        self.assertEqual({201, 204}, set(answers))

    def keep_writing(self, name, answers, ended):
        """Creates and deletes, which take their locks in opposite orders."""
        number = 0
        while not ended.is_set():
            number += 1
            body = {**NEW_SHIPMENT, "reference": f"LIVE-{name}-{number}"}
            status, created, _ = self.sample.get("front", "/api/v1/shipments", body=body)
            answers.append(status)
            document = {"shipment_id": created.get("id", 1), "kind": "k", "filename": "f", "content_base64": "aGVsbG8="}
            answers.append(self.sample.get("front", "/api/v1/documents", body=document)[0])
            answers.append(self.sample.get("front", f"/api/v1/shipments/{created.get('id', 0)}", method="DELETE")[0])

    def test_green_on_the_new_schema(self):
        self.sample.migrate("upgrade", "006")
        self.started("green")
        self.assertEqual({"status": "up", "version": "1.3.0", "color": "green", "schema": "006"}, self.sample.get("green", "/health")[1])
        self.walk_through("green", {"organization_id": VIBOTAJ})
        organizations = self.sample.get("green", "/api/v1/organizations")[1]["organizations"]
        self.assertEqual([(VIBOTAJ, "VIBOTAJ")], [(row["id"], row["name"]) for row in organizations])
        self.assertEqual(401, call(self.sample.state["green"]["url"] + "/api/v1/organizations")[0])

    def test_green_shows_only_the_callers_organization(self):
        self.sample.migrate("upgrade", "006")
        other = "00000000-0000-0000-0000-00000000000f"
        self.sample.query(f"INSERT INTO organizations (id, name, slug, type) VALUES ('{other}', 'Other', 'other', 'importer')")
        self.sample.query(f"UPDATE shipments SET organization_id = '{other}' WHERE id = 300")
        self.started("green")
        self.assertEqual(299, self.sample.get("green", "/api/v1/shipments?limit=1")[1]["shipments"][0]["id"])
        self.assertEqual(404, self.sample.get("green", "/api/v1/shipments/300", method="DELETE")[0])
        document = {"shipment_id": 300, "kind": "invoice", "filename": "x", "content_base64": "aGVsbG8="}
        self.assertEqual(422, self.sample.get("green", "/api/v1/documents", body=document)[0])

    def test_a_reference_given_twice_conflicts_on_the_new_schema(self):
        self.sample.migrate("upgrade", "006")
        self.started("green")
        body = {**NEW_SHIPMENT, "reference": "VIBO-0000001"}
        self.assertEqual(409, self.sample.get("green", "/api/v1/shipments", body=body)[0])

    def test_an_unreachable_database_is_reported_and_logged(self):
        admin("ALTER DATABASE tracehub_test ALLOW_CONNECTIONS false")
        admin("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'tracehub_test'")
        self.assertEqual(503, self.sample.get("blue", "/health")[0])
        self.assertEqual(503, self.sample.get("blue", "/api/v1/shipments")[0])
        log = pathlib.Path(self.sample.state["blue"]["logFile"]).read_text()
        self.assertIn("ERROR tracehub database unavailable", log)
        admin("ALTER DATABASE tracehub_test ALLOW_CONNECTIONS true")
        wait_for(lambda: self.sample.get("blue", "/health")[0] == 200)


class OldSchemaTest(SharedTest):
    def test_green_on_the_old_schema_is_not_healthy(self):
        self.started("green")
        status, health, _ = self.sample.get("green", "/health")
        self.assertEqual((503, "down"), (status, health["status"]))
        self.assertIn("organizations", health["reason"])

    def test_login(self):
        url = self.sample.state["blue"]["url"]
        password = pathlib.Path(self.sample.state["admin"]["passwordFile"]).read_text()
        status, session, _ = call(f"{url}/api/v1/login", body={"username": "admin", "password": password})
        self.assertEqual(200, status)
        self.assertEqual(200, call(f"{url}/api/v1/shipments", token=session["token"])[0])
        self.assertEqual(401, call(f"{url}/api/v1/shipments", token=session["token"][:-1])[0])
        self.assertEqual(401, call(f"{url}/api/v1/login", body={"username": "admin", "password": "wrong"})[0])
        self.assertEqual(401, call(f"{url}/api/v1/login", body={"username": "user2", "password": "!"})[0])
        figures = call(f"{url}/api/v1/metrics")[1]
        self.assertEqual((1, 2), (figures["logins_ok"], figures["logins_failed"]))
        self.assertEqual(0, figures["errors"])

    def test_bad_requests_are_refused_with_a_reason(self):
        def post(path, body):
            return self.sample.get("blue", path, body=body)[0]

        self.assertEqual(422, post("/api/v1/shipments", {**NEW_SHIPMENT, "net_weight_kg": 2000}))
        self.assertEqual(422, post("/api/v1/shipments", {**NEW_SHIPMENT, "product_id": 999999}))
        self.assertEqual(422, post("/api/v1/shipments", {**NEW_SHIPMENT, "reference": "a\0b"}))
        self.assertEqual(400, post("/api/v1/shipments", {**NEW_SHIPMENT, "reference": "\ud800"}))
        self.assertEqual(400, post("/api/v1/shipments", ["not", "an", "object"]))
        self.assertEqual(422, post("/api/v1/documents", {"shipment_id": 1, "kind": "k", "filename": "f", "content_base64": "%"}))
        self.assertEqual(400, self.sample.get("blue", "/api/v1/shipments?limit=0")[0])
        self.assertEqual(404, self.sample.get("blue", "/api/v1/compliance/300")[0])
        self.assertEqual(413, post("/api/v1/documents", {"content_base64": "A" * 3_000_000}))
        self.assertNotIn("ERROR", pathlib.Path(self.sample.state["blue"]["logFile"]).read_text())

    def test_the_pool_survives_losing_its_connections(self):
        self.assertEqual(200, self.sample.get("blue", "/api/v1/shipments")[0])
        killed = admin("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'tracehub-blue'")
        self.assertTrue(killed)
        self.assertEqual(200, self.sample.get("blue", "/api/v1/shipments")[0])

    def test_it_stops_within_a_second_of_sigterm_although_a_connection_is_open(self):
        green = self.started("green")
        idle = http.client.HTTPConnection("127.0.0.1", self.sample.state["green"]["port"])
        self.addCleanup(idle.close)
        idle.request("GET", "/health")
        idle.getresponse().read()
        started = time.monotonic()
        green.terminate()
        self.assertEqual(0, green.wait(5))
        self.assertLess(time.monotonic() - started, 1)
        self.assertFalse(pathlib.Path(self.sample.state["green"]["pidFile"]).exists())
