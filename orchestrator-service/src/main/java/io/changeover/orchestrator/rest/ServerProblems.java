package io.changeover.orchestrator.rest;

import io.changeover.contracts.json.Json;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;

/** Requests that no part of the application has seen, refused as problem details. */
public final class ServerProblems extends ErrorReportValve {
  @Override
  protected void report(Request request, Response response, @Nullable Throwable failure) {
    int status = response.getStatus();
    if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
      return;
    }
    try {
      response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
      response.setCharacterEncoding("UTF-8");
      response
          .getReporter()
          .write(Json.canonical(Problem.members(HttpStatusCode.valueOf(status), null)));
      response.finishResponse();
    } catch (IOException clientIsGone) {
      container.getLogger().debug("A refusal was not read", clientIsGone);
    }
  }
}
