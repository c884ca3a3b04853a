package io.changeover.testsupport.slack;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.changeover.testsupport.web.Answers;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** A call's way through: a fault if one is planned, the call itself, the record, the answer. */
final class SlackEndpoint implements HttpHandler {
  private final SlackCalls calls;
  private final FaultPlan faults;
  private final FaultAnswers faultAnswers;
  private final List<RecordedCall> recorded;

  SlackEndpoint(
      SlackCalls calls, FaultPlan faults, FaultAnswers faultAnswers, List<RecordedCall> recorded) {
    this.calls = calls;
    this.faults = faults;
    this.faultAnswers = faultAnswers;
    this.recorded = recorded;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    Optional<SlackFault> fault = faults.take();
    boolean answerIsLost = fault.filter(SlackFault.AnswerLost.class::isInstance).isPresent();
    if (fault.isPresent() && !answerIsLost) {
      record(exchange, MissingNode.getInstance(), fault.get().getClass().getSimpleName());
      faultAnswers.give(exchange, fault.get());
      return;
    }
    SlackReply reply = carryOut(exchange);
    if (answerIsLost) {
      exchange.close();
    } else {
      Answers.send(exchange, reply.status(), reply.contentType(), reply.bytes());
    }
  }

  private SlackReply carryOut(HttpExchange exchange) throws IOException {
    JsonNode values = MissingNode.getInstance();
    SlackReply reply;
    try {
      SlackArguments arguments = SlackArguments.of(exchange);
      values = arguments.values();
      reply = calls.carryOut(exchange, arguments);
    } catch (SlackFailure failure) {
      reply = calls.refuse(failure);
    }
    record(exchange, values, reply.outcome());
    return reply;
  }

  private void record(HttpExchange exchange, JsonNode values, String outcome) {
    recorded.add(new RecordedCall(calls.name(exchange), values, outcome));
  }
}
