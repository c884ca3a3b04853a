package io.changeover.rollout.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.changeover.contracts.Direction;
import io.changeover.contracts.Evidence;
import io.changeover.contracts.FailureCode;
import io.changeover.contracts.FailureReason;
import io.changeover.contracts.step.ComposePart;
import io.changeover.embedded.LocalDocker;
import io.changeover.kit.step.Outcome;
import io.changeover.kit.step.StepFailure;
import io.changeover.testsupport.Patience;
import io.changeover.testsupport.RequiresDockerEngine;
import io.changeover.testsupport.RequiresTool;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** On a real engine, with images made of one small program. */
@RequiresTool("docker")
@RequiresDockerEngine
@RequiresTool("docker-compose")
@RequiresTool("busybox")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ComposingReleaseTest {
  private static final Duration WITHIN = Duration.ofSeconds(15);
  private LocalDocker docker;
  private ComposedShop shop;

  @BeforeAll
  void startEngine() {
    docker = LocalDocker.start(Path.of(".."), Path.of("target/docker-engine").toAbsolutePath());
  }

  @AfterAll
  void endEngine() {
    docker.close();
  }

  @BeforeEach
  void versionOneRuns(@TempDir Path directory) throws Exception {
    shop = new ComposedShop(docker, directory);
    shop.source("v1", ComposedShop.WELL);
    assertThat(shop.run(Direction.FORWARD, "v1")).isInstanceOf(Outcome.Succeeded.class);
    assertThat(shop.running()).isEqualTo(shop.both("v1"));
  }

  @AfterEach
  void end() {
    shop.close();
  }

  private static Evidence.Release release(Outcome outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Succeeded.class);
    return (Evidence.Release) ((Outcome.Succeeded) outcome).evidence();
  }

  private static Evidence.Release shownBy(Outcome outcome) {
    assertThat(((Outcome.Failed) outcome).evidence()).isInstanceOf(Evidence.Release.class);
    return (Evidence.Release) ((Outcome.Failed) outcome).evidence();
  }

  private static FailureReason failure(Outcome outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Failed.class);
    return ((Outcome.Failed) outcome).reason();
  }

  @Test
  void aVersionIsPutIntoServiceAndTheDowntimeOfTheSwitchIsKnown() throws Exception {
    shop.source("v2", ComposedShop.WELL);

    Evidence.Release release = release(shop.run(Direction.FORWARD, "v2"));

    assertThat(shop.running()).isEqualTo(shop.both("v2"));
    assertThat(release.version()).isEqualTo("v2");
    Evidence.Switch web = release.switches().getFirst();
    assertThat(web.down()).isPositive().isLessThan(release.took());
    assertThat(web.longest()).isLessThanOrEqualTo(web.down());
    assertThat(web.failed()).isPositive().isLessThan(web.requests());
    assertThat(web.median()).isPositive();
  }

  @Test
  void goingBackPutsTheVersionBeforeIntoServiceUnderItsTag() throws Exception {
    shop.source("v2", ComposedShop.WELL);
    release(shop.run(Direction.FORWARD, "v2"));
    Evidence.Release seen = release(shop.run(Direction.PROBE, "v2"));
    assertThat(seen.canGoBack()).isTrue();
    assertThat(seen.previous()).isEqualTo("v1");

    Evidence.Release release = release(shop.run(Direction.BACK, "v2"));

    assertThat(shop.running()).isEqualTo(shop.both("v1"));
    assertThat(release.version()).isEqualTo("v1");
    assertThat(release.switches().getFirst().down()).isPositive();
    assertThat(release(shop.run(Direction.BACK, "v2")).version()).isEqualTo("v1");
  }

  @Test
  void aRepeatAfterTheSwitchStillKnowsWhatRanBefore() throws Exception {
    shop.source("v2", ComposedShop.WELL);
    release(shop.run(Direction.FORWARD, "v2"));

    Evidence.Release again = release(shop.run(Direction.FORWARD, "v2"));

    assertThat(again.previous()).isEqualTo("v1");
    assertThat(again.switches().getFirst().failed()).isZero();
    release(shop.run(Direction.BACK, "v2"));
    assertThat(shop.running()).isEqualTo(shop.both("v1"));
  }

  @Test
  void aStepOfMoreServicesThanTheOneBeforeRemembersAllOfThem() throws Exception {
    shop.source("v2", ComposedShop.WELL);
    release(shop.runOnly("web", Direction.FORWARD, "v2"));
    assertThat(shop.running())
        .isEqualTo(Set.of(shop.project + "-web:v2", shop.project + "-other:v1"));
    release(shop.run(Direction.FORWARD, "v2"));

    release(shop.run(Direction.BACK, "v2"));

    assertThat(shop.running()).isEqualTo(shop.both("v1"));
  }

  @Test
  void anEngineThatCannotTellOfImagesIsNotTakenForOneWithoutThem() throws Exception {
    shop.source("v2", ComposedShop.WELL);
    release(shop.run(Direction.FORWARD, "v2"));

    shop.loseImages();
    for (Direction direction : List.of(Direction.BACK, Direction.FORWARD, Direction.PROBE)) {
      StepFailure failure =
          catchThrowableOfType(StepFailure.class, () -> shop.run(direction, "v2"));
      assertThat(failure).as("%s", direction).isNotNull();
      assertThat(failure.reason().code()).isEqualTo(FailureCode.TOOL_FAILED);
      assertThat(failure.reason().message()).contains("is not known").contains("is locked");
    }
    assertThat(shop.running()).isEqualTo(shop.both("v2"));

    shop.findImages();
    release(shop.run(Direction.BACK, "v2"));
    assertThat(shop.running()).isEqualTo(shop.both("v1"));
  }

  @Test
  void whereNothingRanBeforeGoingBackStopsWhatWasStarted() throws Exception {
    assertThat(release(shop.run(Direction.PROBE, "v1")).canGoBack()).isFalse();

    release(shop.run(Direction.BACK, "v1"));

    assertThat(shop.running()).isEmpty();
  }

  @Test
  void aContainerThatDiesFailsTheStepWithItsLastWords() throws Exception {
    shop.source("v2", ComposedShop.DYING);

    Outcome outcome = shop.run(Direction.FORWARD, "v2");

    FailureReason reason = failure(outcome);
    assertThat(reason.code()).isEqualTo(FailureCode.TOOL_FAILED);
    assertThat(reason.message()).contains(":v2").contains("exit code 3");
    assertThat(reason.detail()).contains("no database");
    assertThat(shownBy(outcome).switches().getFirst().down()).isPositive();
    assertThat(shownBy(outcome).switches().getFirst().failed()).isPositive();
    assertThat(release(shop.run(Direction.BACK, "v2")).switches().getFirst().down()).isPositive();
    assertThat(shop.running()).isEqualTo(shop.both("v1"));
  }

  @Test
  void aHealthPathThatComesAndGoesFailsTheStep() throws Exception {
    shop.source("v2", ComposedShop.WELL);

    Outcome outcome = shop.run(Direction.FORWARD, "v2", null, "/cgi-bin/flapping", WITHIN);

    FailureReason reason = failure(outcome);
    assertThat(reason.code()).isEqualTo(FailureCode.TARGET_UNREACHABLE);
    assertThat(reason.message()).contains("healthy 15 times in a row").contains("fallen");
    assertThat(outcome.checks()).anyMatch(check -> check.actual().contains("without an answer"));
    release(shop.run(Direction.BACK, "v2"));
    assertThat(shop.running()).isEqualTo(shop.both("v1"));
    assertThat(shop.served()).contains("v1");
  }

  @Test
  void everyHealthPathOfAnApplicationIsAsked() throws Exception {
    shop.source("v2", ComposedShop.WELL);

    Outcome outcome = shop.asking("v2", WITHIN, "/cgi-bin/flapping", "/health");

    assertThat(failure(outcome).message()).contains("app /cgi-bin/flapping").contains("fallen");
    assertThat(shownBy(outcome).switches())
        .extracting(Evidence.Switch::application)
        .containsExactly("app /cgi-bin/flapping", "app /health");
    release(shop.run(Direction.BACK, "v2"));
  }

  @Test
  void aBuildThatFailsTouchesNothingThatRuns() throws Exception {
    shop.source("v2", ComposedShop.UNBUILDABLE);

    StepFailure failure =
        catchThrowableOfType(StepFailure.class, () -> shop.run(Direction.FORWARD, "v2"));

    assertThat(failure.reason().code()).isEqualTo(FailureCode.TOOL_FAILED);
    assertThat(failure.reason().detail()).contains("not-there");
    assertThat(release(shop.run(Direction.BACK, "v2")).version()).isEqualTo("v1");
    assertThat(shop.running()).isEqualTo(shop.both("v1"));
  }

  @Test
  void buildAndUpAreStepsOfTheirOwn() throws Exception {
    shop.source("v2", ComposedShop.WELL);
    StepFailure missing =
        catchThrowableOfType(
            StepFailure.class,
            () -> shop.run(Direction.FORWARD, "v2", ComposePart.UP, "/health", WITHIN));
    assertThat(missing.reason().code()).isEqualTo(FailureCode.REFUSED);
    assertThat(missing.reason().message()).contains("has no image").contains(":v2");

    release(shop.run(Direction.FORWARD, "v2", ComposePart.BUILD, "/health", WITHIN));
    assertThat(shop.running()).isEqualTo(shop.both("v1"));

    release(shop.run(Direction.FORWARD, "v2", ComposePart.UP, "/health", Patience.LONG));
    assertThat(shop.running()).isEqualTo(shop.both("v2"));
  }

  @Test
  void anImageThatDoesNotFollowTheVersionIsRefused() throws Exception {
    shop.file("image: web:latest");

    StepFailure failure =
        catchThrowableOfType(StepFailure.class, () -> shop.run(Direction.FORWARD, "v2"));

    assertThat(failure.reason().code()).isEqualTo(FailureCode.REFUSED);
    assertThat(failure.reason().message()).contains("'web'").contains("web:latest");
    shop.file("image: " + shop.project + "-web:${TAG}");
  }

  @Test
  void anEngineThatIsNotThereIsNamed(@TempDir Path place) throws Exception {
    try (ComposedShop lost = new ComposedShop(null, place, "unix:///nowhere/docker.sock")) {
      StepFailure failure =
          catchThrowableOfType(StepFailure.class, () -> lost.run(Direction.FORWARD, "v1"));

      assertThat(failure.reason().code()).isEqualTo(FailureCode.TARGET_UNREACHABLE);
      assertThat(failure.reason().message()).contains("unix:///nowhere/docker.sock");
    }
  }

  @Test
  void aServiceIsRestartedAndItsDowntimeIsKnown() throws Exception {
    Set<String> before = shop.startTimes();

    Evidence.Release restarted = release(shop.restart("web"));

    assertThat(shop.running()).isEqualTo(shop.both("v1"));
    Set<String> after = shop.startTimes();
    assertThat(after).isNotEqualTo(before);
    assertThat(after).anyMatch(before::contains);
    assertThat(restarted.switches().getFirst().failed()).isPositive();
    StepFailure unknown =
        catchThrowableOfType(StepFailure.class, () -> shop.restart("no-such-service"));
    assertThat(unknown.reason().code()).isEqualTo(FailureCode.NOT_REGISTERED);
  }
}
