"""Each revision does what it says, and its downgrade undoes exactly that."""

import re
import signal
import subprocess

import psycopg2
from support import VIBOTAJ, PreparedTest, SharedTest, wait_for

COUNTS = {
    "tables": "information_schema.tables WHERE table_name IN ('organizations', 'org_memberships', 'invitations')",
    "columns": "information_schema.columns WHERE column_name = 'organization_id'",
    "nullable columns": "information_schema.columns WHERE column_name = 'organization_id' AND is_nullable = 'YES'",
    "foreign keys": "information_schema.table_constraints WHERE constraint_name LIKE 'fk_%_organization_id'",
    "indexes": "pg_indexes WHERE indexname ~ '^(ix|uq)_.*_organization_id'",
}
EXPECTED = {
    "002": [0, 0, 0, 0, 0],
    "003": [3, 0, 0, 0, 0],
    "004": [3, 9, 9, 0, 0],
    "005": [3, 9, 9, 0, 0],
    "006": [3, 9, 9, 9, 28],
}


class RevisionsTest(PreparedTest):
    def counts(self):
        return [self.sample.value(f"SELECT count(*) FROM {rest}") for rest in COUNTS.values()]

    def test_the_queries_of_the_checklist_find_what_they_expect(self):
        found = {"002": self.counts()}
        for revision in ("003", "004", "005", "006"):
            self.sample.migrate("upgrade", revision)
            found[revision] = self.counts()
        self.assertEqual(EXPECTED, found)
        self.assertEqual([("VIBOTAJ", "exporter")], self.sample.query("SELECT name, type FROM organizations"))
        for table in self.sample.state["counts"]:
            owners = self.sample.query(f"SELECT DISTINCT organization_id FROM {table}")
            self.assertEqual([(VIBOTAJ,)], owners, table)
        roles = "SELECT id, role FROM users ORDER BY id"
        members = "SELECT user_id, role FROM org_memberships ORDER BY user_id"
        self.assertEqual(self.sample.query(roles), self.sample.query(members))

    def test_every_downgrade_restores_schema_and_data(self):
        before = {}
        for revision in ("003", "004", "005", "006"):
            before[revision] = (self.sample.schema(), self.sample.data())
            self.sample.migrate("upgrade", revision)
        for revision in ("006", "005", "004", "003"):
            self.sample.migrate("downgrade", "-1")
            self.assertEqual(before[revision][0], self.sample.schema(), f"schema after downgrade of {revision}")
            self.assertEqual(before[revision][1], self.sample.data(), f"data after downgrade of {revision}")

    def test_downgrade_from_the_top_in_one_go_with_an_invitation_open(self):
        schema, data = self.sample.schema(), self.sample.data()
        self.sample.migrate("upgrade", "006")
        self.sample.query("INSERT INTO invitations (org_id, email, role, token_sha256, invited_by, expires_at)"
                          " SELECT id, 'new@tracehub.example', 'viewer', 'x', 1, now() FROM organizations")
        self.sample.migrate("downgrade", "002")
        self.assertEqual(schema, self.sample.schema())
        self.assertEqual(data, self.sample.data())

    def test_downgrade_to_nothing(self):
        self.sample.migrate("downgrade", "base")
        self.assertEqual([("alembic_version",)], self.sample.query("SELECT tablename FROM pg_tables WHERE schemaname = 'public'"))

    def test_005_reports_progress_and_counts(self):
        self.sample.migrate("upgrade", "004")
        lines = self.sample.migrate("upgrade", "005").splitlines()
        self.assertIn("changeover-note: organization VIBOTAJ created", lines)
        progress = [re.fullmatch(r"changeover-progress: done=(\d+) total=(\d+) unit=rows table=(\w+)", line) for line in lines]
        done = [int(match.group(1)) for match in progress if match]
        total = {int(match.group(2)) for match in progress if match}
        self.assertEqual(sorted(done), done)
        self.assertEqual({sum(self.sample.state["counts"].values())}, total)
        self.assertEqual(done[-1:], list(total))
        counted = dict(re.findall(r"changeover-count: (\w+)=(\d+)", "\n".join(lines)))
        expected = {**self.sample.state["counts"], "org_memberships": 250}
        self.assertEqual({name: str(rows) for name, rows in expected.items()}, counted)

    def test_005_killed_in_the_middle_leaves_nothing_behind(self):
        self.sample.migrate("upgrade", "004")
        data = self.sample.data()
        with self.row_locked_in_the_last_table():
            child = subprocess.Popen(
                ["/usr/bin/alembic", "upgrade", "005"],
                cwd=self.sample.state["backend"],
                env=self.sample.environment,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                text=True,
            )
            self.addCleanup(child.stdout.close)
            while "table=compliance_cards" not in child.stdout.readline():
                self.assertIsNone(child.poll())
            child.send_signal(signal.SIGKILL)
            child.wait()
        others = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND state <> 'idle' AND pid <> pg_backend_pid()"
        wait_for(lambda: self.sample.value(others) == 0)
        self.assertEqual(data, self.sample.data())
        self.sample.migrate("upgrade", "005")
        self.assertEqual(0, self.sample.value("SELECT count(*) FROM notifications WHERE organization_id IS NULL"))

    def test_each_revision_is_a_transaction_of_its_own(self):
        self.sample.query("UPDATE shipments SET reference = 'TWICE' WHERE id IN (1, 2)")
        self.assertEqual(1, self.sample.alembic("upgrade", "006").returncode)
        self.assertEqual("005", self.sample.value("SELECT version_num FROM alembic_version"))
        self.assertEqual(EXPECTED["005"], self.counts())

    def row_locked_in_the_last_table(self):
        database = self.sample.state["database"]
        connection = psycopg2.connect(database["url"], passfile=database["passFile"])
        self.addCleanup(connection.close)
        connection.cursor().execute("SELECT id FROM notifications WHERE id = 1 FOR UPDATE")
        return connection


class ToolsTest(SharedTest):
    def test_the_url_comes_from_the_environment_only(self):
        without_url = {"PATH": self.sample.environment["PATH"]}
        done = self.sample.alembic("current", env=without_url)
        self.assertEqual(1, done.returncode)
        self.assertIn("DATABASE_URL is not set", done.stderr)

    def test_seeding_twice_is_refused(self):
        done = subprocess.run(
            ["./seed.py", "--shipments", "10"],
            cwd=self.sample.state["backend"],
            env=self.sample.environment,
            capture_output=True,
            text=True,
        )
        self.assertEqual(1, done.returncode)
        self.assertIn("not empty", done.stderr)
