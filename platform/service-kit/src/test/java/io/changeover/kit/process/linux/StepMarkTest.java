package io.changeover.kit.process.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.changeover.kit.process.GroupRecorder;
import io.changeover.kit.process.ToolCall;
import io.changeover.kit.step.StopSwitch;
import io.changeover.testsupport.Patience;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real processes that nobody has recorded. */
class StepMarkTest {
  private final String command = UUID.randomUUID() + "/migrate/forward/1";

  @TempDir private Path directory;

  /** A tool that leaves a grandchild in a session of its own, which only the mark finds. */
  private ProcessHandle leftBehindBy(long fence) throws Exception {
    Path pid = directory.resolve("pid-" + fence);
    new LinuxTools(GroupRecorder.NONE, new StopSwitch(), new StepMark(command, fence))
        .run(
            ToolCall.of(
                    "sh",
                    "-c",
                    "setsid --fork sh -c 'echo $$ > %s; exec sleep 300' > /dev/null 2>&1"
                        .formatted(pid))
                .leavingDaemons());
    await().atMost(Patience.LONG).until(() -> Files.exists(pid) && Files.size(pid) > 1);
    return ProcessHandle.of(Long.parseLong(Files.readString(pid).strip())).orElseThrow();
  }

  @Test
  void whatOlderAttemptsHaveLeftIsEndedAndNothingElse() throws Exception {
    ProcessHandle older = leftBehindBy(1);
    ProcessHandle own = leftBehindBy(2);
    assertThat(older.isAlive()).isTrue();

    int ended = new StepMark(command, 2).endOlder();

    assertThat(ended).isEqualTo(1);
    assertThat(ProcessTable.alive(older.pid())).isFalse();
    assertThat(own.isAlive()).isTrue();
    assertThat(new StepMark(command, 2).endOlder()).isZero();
    assertThat(new StepMark(command, 3).endOlder()).isEqualTo(1);
    assertThat(ProcessTable.alive(own.pid())).isFalse();
  }
}
