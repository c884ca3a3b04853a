package io.changeover.rollout.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.changeover.contracts.Direction;
import io.changeover.contracts.Evidence;
import io.changeover.contracts.FailureCode;
import io.changeover.contracts.FailureReason;
import io.changeover.kit.step.Outcome;
import io.changeover.kit.step.StepFailure;
import io.changeover.testsupport.RequiresTool;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a stand-in that behaves as Railway documents its command line. No Railway is touched. */
@RequiresTool("git")
@RequiresTool("python3")
class UploadingReleaseTest {
  private RailwayShop shop;

  @BeforeEach
  void versionOneRuns(@TempDir Path directory) throws Exception {
    shop = new RailwayShop(directory);
    shop.commit("v1", Map.of());
    assertThat(shop.run(Direction.FORWARD, "v1", "v1")).isInstanceOf(Outcome.Succeeded.class);
    assertThat(shop.served()).contains("v1");
  }

  @AfterEach
  void end() throws Exception {
    shop.close();
  }

  private static Evidence.Release release(Outcome outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Succeeded.class);
    return (Evidence.Release) ((Outcome.Succeeded) outcome).evidence();
  }

  @Test
  void aVersionIsUploadedFromGitAndTheOneBeforeComesBack() throws Exception {
    shop.commit("v2", Map.of());
    shop.holdUntilItIsSeen();

    Evidence.Release forward = release(shop.run(Direction.FORWARD, "v2", "v1"));

    assertThat(shop.served()).contains("v2");
    assertThat(forward.version()).isEqualTo("v2");
    assertThat(forward.previous()).isEqualTo("v1");
    assertThat(forward.services()).containsKey("web");
    assertThat(forward.switches().getFirst().failed()).isPositive();
    assertThat(forward.switches().getFirst().down()).isPositive();
    assertThat(release(shop.run(Direction.PROBE, "v2", "v1")).canGoBack()).isTrue();

    assertThat(release(shop.run(Direction.BACK, "v2", "v1")).version()).isEqualTo("v1");
    assertThat(shop.served()).contains("v1");
  }

  @Test
  void aBuildThatFailsThereFailsTheStepWithItsLog() throws Exception {
    shop.commit("v2", Map.of("broken-build", ""));

    Outcome outcome = shop.run(Direction.FORWARD, "v2", "v1");

    assertThat(outcome).isInstanceOf(Outcome.Failed.class);
    Outcome.Failed failed = (Outcome.Failed) outcome;
    assertThat(failed.reason().message()).contains("FAILED").contains("v2");
    assertThat(failed.reason().detail()).contains("broken-build is in the way");
    assertThat(shop.served()).contains("v1");
  }

  /** Healthy twice, then not, again and again: with three answers in a row asked for. */
  private static final String FLAPPING =
      """
      import http.server, itertools, os

      ASKED = itertools.count(1)

      class Flapping(http.server.BaseHTTPRequestHandler):
          def do_GET(self):
              self.send_response(503 if next(ASKED) % 3 == 0 else 200)
              self.send_header("Content-Length", "0")
              self.end_headers()

      http.server.HTTPServer(("127.0.0.1", int(os.environ["PORT"])), Flapping).serve_forever()
      """;

  @Test
  void aServiceThatComesAndGoesDoesNotCountAsHealthy() throws Exception {
    shop.commit("v2", Map.of("server.py", FLAPPING));

    Outcome outcome = shop.run(Direction.FORWARD, "v2", "v1", Duration.ofSeconds(5));

    assertThat(outcome).isInstanceOf(Outcome.Failed.class);
    FailureReason reason = ((Outcome.Failed) outcome).reason();
    assertThat(reason.code()).isEqualTo(FailureCode.TARGET_UNREACHABLE);
    assertThat(reason.message()).contains("healthy 3 times in a row").contains("fallen");
    assertThat(release(shop.run(Direction.BACK, "v2", "v1")).version()).isEqualTo("v1");
    assertThat(shop.served()).contains("v1");
  }

  @Test
  void aVersionThatGitDoesNotKnowIsRefused() throws Exception {
    Outcome outcome = shop.run(Direction.FORWARD, "v9", "v1");

    assertThat(outcome).isInstanceOf(Outcome.Failed.class);
    assertThat(((Outcome.Failed) outcome).reason().code()).isEqualTo(FailureCode.REFUSED);
    assertThat(release(shop.run(Direction.PROBE, "v9", "v8")).canGoBack()).isFalse();
    assertThat(shop.served()).contains("v1");
  }

  @Test
  void whoHasNoTokenIsTold() throws Exception {
    shop.commit("v2", Map.of());
    Files.writeString(shop.token, "");
    Outcome outcome = shop.run(Direction.FORWARD, "v2", "v1");

    assertThat(((Outcome.Failed) outcome).reason().whatToDo()).contains("token-file");

    Files.delete(shop.token);
    StepFailure failure =
        catchThrowableOfType(StepFailure.class, () -> shop.run(Direction.FORWARD, "v2", "v1"));
    assertThat(failure.reason().code()).isEqualTo(FailureCode.REFUSED);
    assertThat(failure.reason().message()).doesNotContain("a-project-token");
  }
}
