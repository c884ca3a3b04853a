package io.changeover.migration.sql.postgres;

import io.changeover.contracts.FailureCode;
import io.changeover.kit.step.StepFailure;
import io.changeover.migration.sql.Script;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.postgresql.core.NativeQuery;
import org.postgresql.core.Parser;

/** The statements of a file, as the driver tells them apart. */
record Statements(Script script, List<Statement> all) {
  /** What begins or ends a transaction would take the ledger's row out of it. */
  private static final Pattern TRANSACTION =
      Pattern.compile(
          "(?is)(begin|commit|end|rollback(?!\\s+to\\b)|abort|start\\s+transaction|prepare\\s+transaction)\\b.*");

  private static final Pattern COMMENTS =
      Pattern.compile("(?s)\\A(?:\\s+|--[^\\n]*(?:\\n|\\z)|/\\*.*?\\*/)+");

  /**
   * One statement.
   *
   * @param at the line of the file at which it begins
   */
  record Statement(String sql, int at) {}

  Statements {
    all = List.copyOf(all);
  }

  /**
   * Takes a file apart.
   *
   * @throws StepFailure {@code refused} when it holds nothing
   */
  static Statements of(Script script) throws StepFailure {
    List<Statement> statements = new ArrayList<>();
    int from = 0;
    for (NativeQuery query : parsed(script)) {
      int start = Math.max(from, script.text().indexOf(query.nativeSql, from));
      from = Math.min(script.text().length(), start + query.nativeSql.length());
      String bare = COMMENTS.matcher(query.nativeSql).replaceFirst("");
      if (!bare.isEmpty()) {
        int comments = query.nativeSql.length() - bare.length();
        statements.add(
            new Statement(bare, script.lineOf(Math.min(start + comments, script.text().length()))));
      }
    }
    if (statements.isEmpty()) {
      throw refused("The file '%s' holds no statement.".formatted(script.name()));
    }
    return new Statements(script, statements);
  }

  private static List<NativeQuery> parsed(Script script) throws StepFailure {
    try {
      return Parser.parseJdbcSql(script.text(), true, false, true, false, false);
    } catch (SQLException unreadable) {
      throw refused(
          "The file '%s' cannot be taken apart: %s"
              .formatted(script.name(), unreadable.getMessage()));
    }
  }

  /**
   * The statements, all of which can be in one transaction.
   *
   * @throws StepFailure {@code refused} when one of them begins or ends a transaction itself
   */
  Statements inOneTransaction() throws StepFailure {
    for (Statement each : all) {
      if (TRANSACTION.matcher(each.sql()).matches()) {
        throw refused(
            "The file '%s' begins or ends a transaction itself, in line %d."
                .formatted(script.name(), each.at()));
      }
    }
    return this;
  }

  /**
   * The only statement.
   *
   * @throws StepFailure {@code refused} when there are several
   */
  Statement single() throws StepFailure {
    if (all.size() != 1) {
      throw refused(
          "The file '%s' holds %d statements, but outside of a transaction a step runs one."
              .formatted(script.name(), all.size()));
    }
    return all.getFirst();
  }

  private static StepFailure refused(String message) {
    return new StepFailure(
        FailureCode.REFUSED,
        message,
        "A file without 'probe' is one transaction with its row in the ledger; a file with 'probe' holds one statement.");
  }
}
