package io.changeover.testsupport.slack;

import com.sun.net.httpserver.HttpExchange;

/** One of Slack's two ways in: the Web API, or incoming webhooks. */
interface SlackCalls {

  /** What the request calls, for the record. */
  String name(HttpExchange exchange);

  /**
   * Carries the call out.
   *
   * @throws SlackFailure if Slack would refuse it
   */
  SlackReply carryOut(HttpExchange exchange, SlackArguments arguments);

  /** The answer to a refused call. */
  SlackReply refuse(SlackFailure failure);
}
