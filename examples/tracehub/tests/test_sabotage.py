"""Each sabotage breaks what it says, by a cause that is there, and nothing earlier."""

import pathlib
import subprocess
import time

from support import PreparedTest, script

BROKEN_WEIGHTS = "SELECT count(*) FROM shipments WHERE gross_weight_kg < net_weight_kg"
REVISION = "SELECT version_num FROM alembic_version"


class SabotageTest(PreparedTest):
    def sabotage(self, *names):
        done = script("sabotage", "--dir", self.directory, *names)
        self.assertEqual(0, done.returncode, done.stderr)
        command = ["git", "-C", self.sample.state["checkout"], "status", "--porcelain", "--branch"]
        status = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        self.assertEqual("## main...origin/main\n", status)

    def green(self):
        self.sample.migrate("upgrade", "006")
        self.started("green")
        self.assertEqual(200, self.sample.get("green", "/health")[0])

    def test_duplicate_reference_fails_006_and_leaves_005(self):
        self.sabotage("duplicate-reference")
        self.sample.migrate("upgrade", "005")
        schema = self.sample.schema()
        done = self.sample.alembic("upgrade", "006")
        self.assertEqual(1, done.returncode)
        self.assertIn('could not create unique index "uq_shipments_organization_id_reference"', done.stderr)
        self.assertEqual("005", self.sample.value(REVISION))
        self.assertEqual(schema, self.sample.schema())
        self.sample.migrate("downgrade", "002")

    def test_corrupt_data_survives_a_downgrade(self):
        before = self.sample.digest("shipments")
        self.assertEqual(0, self.sample.value(BROKEN_WEIGHTS))
        self.sabotage("corrupt-data")
        self.sample.migrate("upgrade", "006")
        self.assertEqual(30, self.sample.value(BROKEN_WEIGHTS))
        self.sample.migrate("downgrade", "002")
        self.assertEqual(30, self.sample.value(BROKEN_WEIGHTS))
        self.assertNotEqual(before, self.sample.digest("shipments"))

    def test_downgrade_broken_stops_level_one(self):
        self.sabotage("duplicate-reference", "downgrade-broken")
        self.assertEqual(1, self.sample.alembic("upgrade", "006").returncode)
        done = self.sample.alembic("downgrade", "004")
        self.assertEqual(1, done.returncode)
        self.assertIn("fk_org_memberships_org", done.stderr)
        self.assertEqual("005", self.sample.value(REVISION))
        self.assertEqual(0, self.sample.value("SELECT count(*) FROM shipments WHERE organization_id IS NULL"))

    def test_green_dies(self):
        self.sabotage("green-dies")
        self.sample.migrate("upgrade", "006")
        self.assertNotEqual(0, self.sample.start("green").wait(10))
        output = pathlib.Path(self.sample.state["green"]["outputFile"]).read_text()
        self.assertIn("ModuleNotFoundError: No module named 'tracehub_geodata'", output)
        self.assertEqual(200, self.sample.get("blue", "/health")[0])

    def test_wrong_organization(self):
        self.sabotage("wrong-organization")
        self.green()
        self.assertEqual("vibotaj", self.sample.get("green", "/api/v1/organizations")[1]["organizations"][0]["name"])

    def test_missing_organization_id(self):
        self.sabotage("missing-organization-id")
        self.green()
        self.assertNotIn("organization_id", self.sample.get("green", "/api/v1/shipments")[1]["shipments"][0])
        self.assertEqual("VIBOTAJ", self.sample.get("green", "/api/v1/organizations")[1]["organizations"][0]["name"])

    def test_the_same_sabotage_twice_is_refused(self):
        self.sabotage("green-dies")
        self.sabotage("corrupt-data")
        done = script("sabotage", "--dir", self.directory, "corrupt-data")
        self.assertEqual(1, done.returncode)
        self.assertIn("sabotaged already", done.stderr)


class SlowGreenTest(PreparedTest):
    shipments = 3_000

    def milliseconds(self, color):
        times = []
        for _ in range(15):
            started = time.perf_counter()
            self.assertEqual(200, self.sample.get(color, "/api/v1/shipments")[0])
            times.append((time.perf_counter() - started) * 1000)
        return sorted(times)[7]

    def test_slow_green_is_much_slower_than_blue(self):
        done = script("sabotage", "--dir", self.directory, "slow-green")
        self.assertEqual(0, done.returncode, done.stderr)
        baseline = self.milliseconds("blue")
        self.sample.migrate("upgrade", "006")
        self.started("green")
        self.assertGreater(self.milliseconds("green"), 1.2 * baseline + 5)
