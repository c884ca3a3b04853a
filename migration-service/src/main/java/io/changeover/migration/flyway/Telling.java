package io.changeover.migration.flyway;

import io.changeover.migration.ToolOutput;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;

/** Tells which migration Flyway is at. */
record Telling(ToolOutput output) implements Callback {
  @Override
  public boolean supports(Event event, Context context) {
    return event == Event.BEFORE_EACH_MIGRATE;
  }

  @Override
  public boolean canHandleInTransaction(Event event, Context context) {
    return true;
  }

  @Override
  public void handle(Event event, Context context) {
    output.message("upgrade " + context.getMigrationInfo().getScript());
  }

  @Override
  public String getCallbackName() {
    return "telling";
  }
}
