"""What prepare leaves, how traffic is switched, and that stop only stops what is ours."""

import os
import pathlib
import stat
import subprocess
import tempfile

from support import DATABASE, ROOT, SHIPMENTS, PreparedTest, Sample, SharedTest, call, script, wait_for


class PreparationTest(PreparedTest):
    def git(self, *arguments):
        command = ["git", "-C", self.sample.state["checkout"], *arguments]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()

    def test_the_working_copy_is_clean_and_on_main(self):
        self.sample.migrate("upgrade", "003")
        self.assertEqual("main", self.git("branch", "--show-current"))
        self.assertEqual("", self.git("status", "--porcelain"))
        self.assertEqual(self.sample.state["commit"], self.git("rev-parse", "origin/main"))
        self.assertEqual("1", self.git("rev-list", "--count", "HEAD"))
        scripts = list(pathlib.Path(self.sample.state["checkout"], "scripts").glob("*.sh"))
        self.assertTrue(scripts)
        self.assertTrue(all(os.access(file, os.X_OK) for file in scripts))

    def test_preparing_again_reuses_the_template_and_starts_from_untouched_data(self):
        data = self.sample.data()
        self.sample.migrate("upgrade", "006")
        self.sample.query("DELETE FROM shipments")
        again = Sample(self.directory, SHIPMENTS)
        self.assertTrue(again.state["template"]["reused"])
        fresh = again.data()
        # The admin's password is new each time.
        self.assertNotEqual(data.pop("users"), fresh.pop("users"))
        self.assertEqual(data, fresh)

    def test_another_size_is_another_template(self):
        other = Sample(self.directory, 40)
        self.assertEqual(40, other.state["counts"]["shipments"])
        self.assertEqual(40, other.value("SELECT count(*) FROM shipments"))

    def test_traffic_switches_to_green_and_back(self):
        self.sample.migrate("upgrade", "006")
        self.started("green")
        self.assertEqual(("1", "blue", "blue"), self.seen())
        self.switch(2, "green")
        wait_for(lambda: self.seen() == ("2", "green", "green"))
        self.switch(3, "blue")
        wait_for(lambda: self.seen() == ("3", "blue", "blue"))

    def seen(self):
        headers = call(self.sample.state["front"]["url"] + "/health")[2]
        return tuple(headers[name] for name in ("X-Changeover-Generation", "X-Changeover-Upstream", "X-TraceHub-Color"))

    def switch(self, generation, color):
        nginx = self.sample.state["nginx"]
        text = pathlib.Path(nginx["upstreamTemplate"]).read_text()
        values = {"GENERATION": generation, "COLOR": color, "PORT": self.sample.state[color]["port"]}
        for key, value in values.items():
            text = text.replace(f"@{key}@", str(value))
        self.nginx_test(nginx, text)
        new = pathlib.Path(nginx["upstreamFile"] + ".new")
        new.write_text(text)
        new.replace(nginx["upstreamFile"])
        subprocess.run([*self.nginx_command(nginx, nginx["configFile"]), "-s", "reload"], check=True)

    def nginx_test(self, nginx, upstream):
        with tempfile.TemporaryDirectory(dir=nginx["prefix"]) as copy:
            config = pathlib.Path(copy, "nginx.conf")
            config.write_text(pathlib.Path(nginx["configFile"]).read_text())
            command = [*self.nginx_command(nginx, str(config)), "-t", "-q"]
            pathlib.Path(copy, "upstream.conf").write_text("upstream broken {")
            self.assertNotEqual(0, subprocess.run(command, capture_output=True).returncode)
            pathlib.Path(copy, "upstream.conf").write_text(upstream)
            subprocess.run(command, check=True)

    @staticmethod
    def nginx_command(nginx, config):
        return [nginx["binary"], "-e", nginx["errorLog"], "-p", nginx["prefix"], "-c", config]

    def test_stop_ends_everything_of_ours_and_nothing_else(self):
        green = self.started("green")
        stranger = subprocess.Popen(["/usr/bin/sleep", "60"], cwd="/")
        self.addCleanup(stranger.wait)
        self.addCleanup(stranger.kill)
        pathlib.Path(self.directory, "run", "stranger.pid").write_text(f"{stranger.pid}\n")
        self.assertEqual('{"stopped": ["nginx", "blue", "green"]}\n', script("stop", "--dir", self.directory).stdout)
        self.assertEqual(0, green.wait(5))
        self.assertIsNone(stranger.poll())
        inside = [link for link in pathlib.Path("/proc").glob("[0-9]*/cwd") if self.directory in readlink(link)]
        self.assertEqual([], inside)
        again = script("stop", "--dir", self.directory)
        self.assertEqual((0, '{"stopped": []}\n'), (again.returncode, again.stdout))


class PreparedSampleTest(SharedTest):
    def test_secrets_are_private_and_nowhere_else(self):
        directory = pathlib.Path(self.directory, "secrets")
        for file in directory.iterdir():
            self.assertEqual(0o600, stat.S_IMODE(file.stat().st_mode), file)
        pid = pathlib.Path(self.sample.state["blue"]["pidFile"]).read_text().strip()
        shown = self.sample.output + pathlib.Path(f"/proc/{pid}/cmdline").read_text()
        shown += pathlib.Path(f"/proc/{pid}/environ").read_text()
        for name in ("database-password", "admin-password", "token"):
            self.assertNotIn((directory / name).read_text(), shown)

    def test_a_directory_with_other_things_is_refused(self):
        with tempfile.TemporaryDirectory() as other:
            precious = pathlib.Path(other, "precious")
            precious.write_text("keep me")
            for name in ("prepare", "stop"):
                done = script(name, "--dir", other)
                self.assertEqual(1, done.returncode)
                self.assertIn("is not the directory of a prepared TraceHub sample", done.stderr)
            self.assertEqual("keep me", precious.read_text())

    def test_a_port_in_use_is_named_and_nothing_keeps_running(self):
        with tempfile.TemporaryDirectory() as other:
            port = self.sample.state["front"]["port"]
            done = script("prepare", "--dir", other, "--database", DATABASE, "--rows", SHIPMENTS, "--port-blue", port)
            self.assertEqual(1, done.returncode)
            self.assertIn(f"port {port} is in use", done.stderr)
            self.assertEqual([], list(pathlib.Path(other, "run").iterdir()))

    def test_stopping_what_never_was(self):
        done = script("stop", "--dir", ROOT / "never")
        self.assertEqual((0, '{"stopped": []}\n'), (done.returncode, done.stdout))

    def test_show_state(self):
        ports = [str(self.sample.state[name]["port"]) for name in ("front", "blue", "green")]
        command = [pathlib.Path(self.sample.state["checkout"], "scripts", "show_state.sh"), *ports]
        shown = subprocess.run(command, env=self.sample.environment, capture_output=True, text=True, check=True).stdout
        self.assertIn("revision: 002", shown)
        self.assertIn('blue: {"status": "up"', shown)
        self.assertIn("green: not running", shown)



def readlink(link):
    try:
        return os.readlink(link)
    except OSError:
        return ""
