package io.changeover.kit.message.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.changeover.kit.message.OutboxRelay.Expected;
import io.changeover.kit.message.WaitingRecord;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HandoverTest {
  private final Handover handover = new Handover(() -> {});

  @BeforeEach
  void theOutboxWasRead() {
    handover.startOver();
  }

  private static WaitingRecord waiting(long id, String key) {
    return new WaitingRecord(id, "topic", key, Map.of(), "{}");
  }

  private Expected expect(long id, String key) {
    return handover.expect(List.of(waiting(id, key)));
  }

  private List<Long> ready() {
    return handover.ready().stream().map(WaitingRecord::id).toList();
  }

  @Test
  void recordsLeaveWhenTheirTransactionHasCommitted() {
    Expected open = expect(1, "a");
    Expected undone = expect(2, "b");
    assertThat(ready()).isEmpty();
    open.committed();
    undone.rolledBack();
    assertThat(ready()).containsExactly(1L);
    assertThat(ready()).isEmpty();
  }

  @Test
  void whatSharesAKeyWithAnOpenTransactionWaitsForItsEnd() {
    Expected slow = expect(1, "a");
    Expected both = handover.expect(List.of(waiting(2, "a"), waiting(3, "b")));
    Expected after = expect(4, "b");
    Expected other = expect(5, "c");
    both.committed();
    after.committed();
    other.committed();
    assertThat(ready()).containsExactly(5L);
    slow.committed();
    assertThat(ready()).containsExactly(1L, 2L, 3L, 4L);
  }

  @Test
  void nothingLeavesBeforeTheOutboxWasReadWhenATransactionsEndIsUnknown() {
    Expected unknown = expect(1, "a");
    Expected after = expect(2, "b");
    unknown.unknown();
    after.committed();
    assertThat(handover.isIncomplete()).isTrue();
    assertThat(ready()).isEmpty();
    handover.startOver();
    assertThat(handover.isIncomplete()).isFalse();
    assertThat(ready()).isEmpty();
  }

  @Test
  void whatDoesNotFitIsReadFromTheOutbox() {
    List<WaitingRecord> many =
        IntStream.range(0, Handover.MOST).mapToObj(id -> waiting(id, "a")).toList();
    handover.expect(many).committed();
    Expected tooMany = expect(Handover.MOST, "a");
    assertThat(handover.isIncomplete()).isFalse();
    tooMany.committed();
    assertThat(handover.isIncomplete()).isTrue();
    handover.startOver();
    expect(Handover.MOST + 1, "a").committed();
    assertThat(ready()).containsExactly((long) Handover.MOST + 1);
  }

  @Test
  void whatWasSentFromTheOutboxIsNotSentAgain() {
    Expected late = handover.expect(List.of(waiting(1, "a"), waiting(2, "a")));
    handover.startOver();
    handover.sent(List.of(1L, 2L));
    late.committed();
    assertThat(ready()).isEmpty();
  }
}
