"""What needs no database: sabotages that fit the release, and what is around the services."""

import json
import os
import pathlib
import shutil
import smtplib
import socket
import subprocess
import sys
import tempfile
import time
import unittest
import unittest.mock
import urllib.request

sys.dont_write_bytecode = True
ROOT = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from sample import checkout, sabotages  # noqa: E402
from sample.layout import Layout  # noqa: E402


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def released(file):
    """The file as version 1.2.3 has it."""
    newer = ROOT / "release" / file
    return (newer if newer.exists() else ROOT / "services" / file).read_text()


class SabotagesTest(unittest.TestCase):
    def test_every_change_fits_the_release(self):
        for name, (_, file, old, new) in sabotages.CHANGES.items():
            with self.subTest(name):
                self.assertEqual(1, released(file).count(old))
                self.assertNotIn(new, released(file))

    def test_every_failure_of_both_demos_is_a_sabotage(self):
        for example in ("railway", "railway-command"):
            failures = json.loads((ROOT.parent / example / "demo.json").read_text())["failures"]
            for step, failure in failures.items():
                with self.subTest(f"{example} {step}"):
                    self.assertLessEqual(set(failure["sabotage"]), set(sabotages.NAMES))


class ReleaseTest(unittest.TestCase):
    def test_the_release_is_another_version_that_its_changelog_names(self):
        before, release = (ROOT / "services" / "VERSION").read_text(), (ROOT / "release" / "VERSION").read_text()
        self.assertNotEqual(before, release)
        self.assertIn(f"## {release.strip()}", (ROOT / "release" / "CHANGELOG.md").read_text())

    def test_both_tags_hold_their_own_version_also_when_all_files_have_one_time(self):
        with tempfile.TemporaryDirectory() as directory:
            source = pathlib.Path(directory) / "source"
            for part in ("services", "release"):
                shutil.copytree(ROOT / part, source / part, ignore=checkout.NOT_COPIED)
            for file in source.rglob("*"):
                os.utime(file, (1_700_000_000, 1_700_000_000))
            layout = Layout(pathlib.Path(directory) / "sample")
            with unittest.mock.patch.object(checkout, "SOURCE", source):
                checkout.lay_checkout(layout)
            for version in (checkout.BEFORE, checkout.RELEASE):
                self.assertEqual(version, checkout.git(layout, "show", f"{version}:VERSION").strip())

    def test_the_services_own_tests_pass(self):
        done = subprocess.run([ROOT / "services" / "bin" / "test"], capture_output=True, text=True)
        self.assertEqual(0, done.returncode, done.stdout + done.stderr)
        self.assertRegex(done.stdout, r"changeover-note: \d+ tests, \d+ % covered")


class SurroundingsTest(unittest.TestCase):
    def setUp(self):
        self.smtp, self.http, self.dns = free_port(), free_port(), free_port()
        self.directory = tempfile.TemporaryDirectory()
        pid_file = pathlib.Path(self.directory.name) / "pid"
        command = [sys.executable, "-B", str(ROOT / "sample" / "surroundings.py")]
        self.process = subprocess.Popen([*command, str(self.smtp), str(self.http), str(self.dns), str(pid_file)])
        deadline = time.monotonic() + 10
        while not pid_file.exists() and time.monotonic() < deadline:
            time.sleep(0.02)

    def tearDown(self):
        self.process.kill()
        self.process.wait()
        self.directory.cleanup()

    def mails(self, subject, within="inf"):
        url = f"http://127.0.0.1:{self.http}/api/mails/?subject={subject}&within={within}"
        with urllib.request.urlopen(url, timeout=5) as answer:
            return json.load(answer)

    def test_a_mail_that_is_sent_is_in_the_mailbox(self):
        with smtplib.SMTP("127.0.0.1", self.smtp, timeout=5) as client:
            client.sendmail("a@railway.example", ["b@railway.example"], "Subject: hello\r\nFrom: a\r\n\r\nHow are you?")
        self.assertEqual(1, self.mails("hello")["count"])
        self.assertEqual(["b@railway.example"], self.mails("hello")["mails"][0]["to"])
        self.assertEqual(0, self.mails("other")["count"])

    def test_a_mail_of_before_is_not_one_of_the_last_seconds(self):
        with smtplib.SMTP("127.0.0.1", self.smtp, timeout=5) as client:
            client.sendmail("a@railway.example", ["b@railway.example"], "Subject: hello\r\nFrom: a\r\n\r\nHow are you?")
        self.assertEqual(1, self.mails("hello", within=60)["count"])
        self.assertEqual(0, self.mails("hello", within=0)["count"])

    def test_a_mail_that_is_taken_back_is_not(self):
        with smtplib.SMTP("127.0.0.1", self.smtp, timeout=5) as client:
            client.ehlo()
            client.mail("a@railway.example")
            client.rcpt("b@railway.example")
            client.rset()
        self.assertEqual(0, self.mails("")["count"])

    def test_names_of_the_zone_are_here_and_others_are_not(self):
        self.assertEqual(bytes([127, 0, 0, 1]), self.ask("tickets.railway.example")[-4:])
        self.assertEqual(3, self.ask("tickets.railway.test")[3] & 15)

    def ask(self, name):
        labels = b"".join(bytes([len(label)]) + label.encode() for label in name.split("."))
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as client:
            client.settimeout(5)
            client.sendto(b"\x00\x07\x01\x00\x00\x01" + bytes(6) + labels + b"\x00\x00\x01\x00\x01", ("127.0.0.1", self.dns))
            return client.recv(512)


if __name__ == "__main__":
    unittest.main()
