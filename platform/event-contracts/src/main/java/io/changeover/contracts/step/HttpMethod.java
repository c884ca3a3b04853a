package io.changeover.contracts.step;

/** The methods of a request. */
public enum HttpMethod {
  GET,
  POST,
  PUT,
  DELETE
}
