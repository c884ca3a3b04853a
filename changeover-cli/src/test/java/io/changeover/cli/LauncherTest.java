package io.changeover.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.changeover.testsupport.Patience;
import io.changeover.testsupport.RequiresTool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The launcher in a project of its own, on a machine whose package manager, build and JDK write
 * down what they are asked for.
 */
@RequiresTool("setsid")
class LauncherTest {
  private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();
  private static final Instant BUILT = Instant.parse("2026-01-31T10:00:00Z");

  @TempDir private Path project;
  private Path calls;
  private Path policy;
  private Path systemd;

  @BeforeEach
  void lay() throws IOException {
    calls = Files.createFile(project.resolve("calls"));
    policy = project.resolve("policy-rc.d");
    systemd = project.resolve("systemd");
    for (String file : List.of("changeover", ".mvn/find-jdk", "examples/tracehub/demo.json")) {
      Path copy = project.resolve(file);
      Files.createDirectories(copy.getParent());
      Files.copy(PROJECT.resolve(file), copy);
      Files.writeString(copy, onThisMachine(Files.readString(copy)));
    }
    Files.createDirectories(project.resolve("jdk"));
    Files.writeString(project.resolve("jdk/release"), "JAVA_VERSION=\"25\"\n");
    program("jdk/bin/javac", "");
    program("jdk/bin/java", "");
    program("mvnw", "exit 1");
    program("tools/id", "echo 0");
    program("tools/apt-get", "");
    program("tools/dpkg-query", "echo install ok installed");
  }

  /** With the places of a machine of its own. */
  private String onThisMachine(String text) {
    return text.replace("/usr/sbin/policy-rc.d", policy.toString())
        .replace("/run/systemd/system", systemd.toString());
  }

  /** A program that writes its call down, and then does something. */
  private void program(String name, String then) throws IOException {
    Path file = project.resolve(name);
    Files.createDirectories(file.getParent());
    String call = "echo \"%s $*\" >> %s".formatted(file.getFileName(), calls);
    Files.writeString(file, "#!/bin/sh\n%s\n%s\n".formatted(call, then));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
  }

  private Process start(String... arguments) throws IOException {
    ProcessBuilder builder = new ProcessBuilder("setsid", "env", "--default-signal=HUP,INT,TERM");
    builder.command().add(project.resolve("changeover").toString());
    builder.command().addAll(List.of(arguments));
    builder.environment().put("JAVA_HOME", project.resolve("jdk").toString());
    builder
        .environment()
        .merge("PATH", project.resolve("tools").toString(), (old, own) -> own + ":" + old);
    builder.redirectErrorStream(true).redirectOutput(project.resolve("said").toFile());
    return builder.start();
  }

  private int run(String... arguments) throws IOException, InterruptedException {
    Process launcher = start(arguments);
    assertThat(launcher.waitFor(Patience.LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
    return launcher.exitValue();
  }

  private String said() throws IOException {
    return Files.readString(project.resolve("said"));
  }

  private List<String> called(String program) throws IOException {
    return Files.readAllLines(calls).stream().filter(call -> call.startsWith(program)).toList();
  }

  @Test
  void whoMayNotInstallIsToldTheLineToRunBeforeAnythingIsBuilt() throws Exception {
    program("tools/id", "echo 1000");
    program("tools/dpkg-query", "exit 1");

    assertThat(run("demo")).isEqualTo(1);

    assertThat(said())
        .contains(
            "sudo apt-get update && sudo apt-get install --no-install-recommends alembic git");
    assertThat(said()).contains("at every boot");
    assertThat(called("apt-get")).isEmpty();
    assertThat(called("mvnw")).isEmpty();
  }

  @Test
  void rootInstallsWhatIsMissingBeforeAnythingIsBuilt() throws Exception {
    program("tools/dpkg-query", "exit 1");

    assertThat(run("demo")).as("the build fails").isEqualTo(1);

    assertThat(Files.readAllLines(calls).stream().filter(call -> !call.startsWith("dpkg-query")))
        .satisfiesExactly(
            id -> assertThat(id).startsWith("id"),
            update -> assertThat(update).isEqualTo("apt-get update -q"),
            install -> assertThat(install).startsWith("apt-get install").contains(" alembic "),
            build -> assertThat(build).startsWith("mvnw"));
  }

  @Test
  void whatCannotBeInstalledEndsIt() throws Exception {
    program("tools/dpkg-query", "exit 1");
    program("tools/apt-get", "exit 100");

    assertThat(run("demo")).isEqualTo(1);

    assertThat(said()).contains("could not be installed");
    assertThat(called("mvnw")).isEmpty();
  }

  /** Asks the policy whether a service may be started, as Debian's packages do. */
  private static final String STARTING =
      """
      [ "$1" = update ] || { %s nginx start; echo "start $?" >> %s; }
      """;

  @Test
  void noServiceIsStartedByWhatIsInstalled() throws Exception {
    program("tools/dpkg-query", "exit 1");
    program("tools/apt-get", STARTING.formatted(policy, calls));

    run("demo");

    assertThat(called("start")).containsExactly("start 101");
    assertThat(policy).doesNotExist();
  }

  @Test
  void thePolicyOfAMachineThatHasOneStays() throws Exception {
    program("tools/dpkg-query", "exit 1");
    program("tools/apt-get", STARTING.formatted(policy, calls));
    program("policy-rc.d", "exit 104");
    String own = Files.readString(policy);

    run("demo");

    assertThat(called("start")).containsExactly("start 104");
    assertThat(policy).hasContent(own);
  }

  @Test
  void thePolicyIsTakenBackWhenNothingCouldBeInstalled() throws Exception {
    program("tools/dpkg-query", "exit 1");
    program("tools/apt-get", STARTING.formatted(policy, calls) + "[ $1 = update ]");

    assertThat(run("demo")).isEqualTo(1);

    assertThat(called("start")).containsExactly("start 101");
    assertThat(said()).contains("could not be installed");
    assertThat(policy).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"INT", "TERM", "HUP"})
  void thePolicyIsTakenBackByWhoeverEndsTheInstallation(String signal) throws Exception {
    program("tools/dpkg-query", "exit 1");
    program("tools/apt-get", "[ $1 = update ] || exec sleep 600");
    Process launcher = start("demo");
    awaitCall(launcher, "apt-get install");
    assertThat(policy).exists();

    new ProcessBuilder("kill", "-" + signal, "--", "-" + launcher.pid()).start().waitFor();

    assertThat(launcher.waitFor(Patience.LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
    Awaitility.await().atMost(Patience.LONG).until(() -> Files.notExists(policy));
    assertThat(called("mvnw")).isEmpty();
  }

  /** Where systemd runs: what is installed is enabled by that. */
  private void systemdThatSaysOfWhatWasThere(String before) throws IOException {
    Files.createDirectories(systemd);
    Path installed = project.resolve("installed");
    program("tools/dpkg-query", "exit 1");
    program("tools/apt-get", "[ $1 = update ] || touch " + installed);
    program(
        "tools/systemctl",
        """
        [ "$1" = list-unit-files ] || exit 0
        [ -f %s ] || { %s; exit; }
        echo 'nginx.service enabled enabled'
        echo 'ssh.service   enabled enabled'
        """
            .formatted(installed, before));
  }

  @Test
  void onlyWhatIsNewIsNotStartedAtTheNextBoot() throws Exception {
    systemdThatSaysOfWhatWasThere("echo 'ssh.service enabled enabled'");

    run("demo");

    assertThat(called("systemctl disable")).containsExactly("systemctl disable -q nginx.service");
  }

  @Test
  void nothingIsTakenForNewWhereItIsNotKnownWhatWasThere() throws Exception {
    systemdThatSaysOfWhatWasThere("exit 1");

    run("demo");

    assertThat(called("apt-get install")).hasSize(1);
    assertThat(called("systemctl disable")).isEmpty();
  }

  @Test
  void helpNeedsNoTools() throws Exception {
    program("tools/dpkg-query", "exit 1");
    built();

    assertThat(run("demo", "--help")).isZero();

    assertThat(called("apt-get")).isEmpty();
    assertThat(called("java")).hasSize(1);
  }

  /** A project that is built; the jars are what its JDK makes of them, which is nothing. */
  private void built() throws IOException {
    touch("changeover-cli/target/changeover-cli.jar", BUILT);
    touch("standalone/target/standalone.jar", BUILT);
  }

  private Path touch(String name, Instant at) throws IOException {
    Path file = project.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.setLastModifiedTime(Files.writeString(file, ""), FileTime.from(at));
  }

  @Test
  void aStartUpCacheOfTheSameBuildIsUsed() throws Exception {
    built();
    Path cache = touch("standalone/target/standalone.aot", BUILT.plusSeconds(60));

    assertThat(run("warm")).isZero();

    assertThat(called("java")).isEmpty();
    assertThat(cache).exists();
  }

  @Test
  void aStartUpCacheOfAnOlderBuildIsMadeAnew() throws Exception {
    built();
    Path cache = touch("standalone/target/standalone.aot", BUILT.minusSeconds(60));

    assertThat(run("warm")).isZero();

    assertThat(called("java")).anyMatch(call -> call.contains("StandaloneCache"));
    assertThat(cache).doesNotExist();
  }

  @Test
  void anInterruptionEndsItInTheMiddleOfWarmingUp() throws Exception {
    built();
    program("jdk/bin/java", "exec sleep 600");
    Process launcher = start("warm");
    awaitCall(launcher, "java");

    new ProcessBuilder("kill", "-INT", "--", "-" + launcher.pid()).start().waitFor();

    assertThat(launcher.waitFor(Patience.LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(launcher.exitValue()).isEqualTo(130);
    assertThat(called("java")).hasSize(1);
  }

  private void awaitCall(Process launcher, String program) {
    await("the call of " + program)
        .atMost(Patience.LONG)
        .until(() -> {
          assertThat(launcher.isAlive()).as(said()).isTrue();
          return !called(program).isEmpty();
        });
  }
}
