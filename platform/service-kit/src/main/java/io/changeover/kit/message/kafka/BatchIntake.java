package io.changeover.kit.message.kafka;

import io.changeover.contracts.json.UndecodableRecord;
import io.changeover.kit.message.IncomingRecord;
import io.changeover.kit.message.ParkedRecord;
import io.changeover.kit.message.ParkedRecords;
import io.changeover.kit.message.RecordBatchHandler;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.listener.BatchMessageListener;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes a poll's records in: in one transaction; when that fails for a reason that will not pass,
 * each in its own, parking what fails again; when it fails for a reason that may pass, not at all,
 * so that the same records are given out again in the same order.
 */
final class BatchIntake implements BatchMessageListener<String, byte[]> {
  private final Reading reading;
  private final RecordBatchHandler handler;
  private final ParkedRecords parked;
  private final TransactionTemplate transactions;

  BatchIntake(
      Reading reading,
      RecordBatchHandler handler,
      ParkedRecords parked,
      TransactionTemplate transactions) {
    this.reading = reading;
    this.handler = handler;
    this.parked = parked;
    this.transactions = transactions;
  }

  private record Understood(ConsumerRecord<String, byte[]> kafkaRecord, IncomingRecord incoming) {}

  @Override
  public void onMessage(List<ConsumerRecord<String, byte[]>> polled) {
    List<ParkedRecord> strange = new ArrayList<>();
    List<Understood> understood = new ArrayList<>();
    for (ConsumerRecord<String, byte[]> kafkaRecord : polled) {
      try {
        understood.add(new Understood(kafkaRecord, reading.read(kafkaRecord)));
      } catch (UndecodableRecord undecodable) {
        strange.add(Reading.parked(kafkaRecord, String.valueOf(undecodable.getMessage())));
      }
    }
    if (!strange.isEmpty()) {
      transactions.executeWithoutResult(_ -> parked.park(strange));
    }
    if (!understood.isEmpty()) {
      handle(understood);
    }
  }

  private void handle(List<Understood> understood) {
    List<IncomingRecord> incoming = understood.stream().map(Understood::incoming).toList();
    try {
      transactions.executeWithoutResult(_ -> handler.handle(incoming));
    } catch (RuntimeException | LinkageError | StackOverflowError failed) {
      PassingFailures.rethrow(failed);
      understood.forEach(this::handleAlone);
    }
  }

  private void handleAlone(Understood one) {
    try {
      transactions.executeWithoutResult(_ -> handler.handle(List.of(one.incoming())));
    } catch (RuntimeException | LinkageError | StackOverflowError failed) {
      PassingFailures.rethrow(failed);
      ParkedRecord record = Reading.parked(one.kafkaRecord(), failed.toString());
      transactions.executeWithoutResult(_ -> parked.park(List.of(record)));
    }
  }
}
