package io.changeover.orchestrator.registry;

import io.changeover.contracts.TargetName;
import io.changeover.contracts.WorkspaceName;
import io.changeover.contracts.command.SpecialistAnnounced;
import io.changeover.kit.message.IncomingRecord;
import io.changeover.kit.message.RecordBatchHandler;
import java.sql.Array;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.JdbcTemplate;

/** Keeps the newest announcement of each specialist. */
final class JdbcRegistry implements Registry, RecordBatchHandler {
  private static final String KEEP =
      """
      insert into specialist (name, at, databases, applications, workspaces)
      values (?, ?, ?::text[], ?::text[], ?::text[])
      on conflict (name) do update
      set at = excluded.at, databases = excluded.databases,
          applications = excluded.applications, workspaces = excluded.workspaces
      where specialist.at <= excluded.at
      """;

  private final JdbcTemplate jdbc;

  JdbcRegistry(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public void handle(List<IncomingRecord> batch) {
    for (IncomingRecord incoming : batch) {
      if (!(incoming.message() instanceof SpecialistAnnounced announced)) {
        throw new IllegalArgumentException("this is no announcement");
      }
      jdbc.update(
          KEEP,
          announced.specialist().word(),
          Timestamp.from(announced.at()),
          texts(announced.databases(), TargetName::value),
          texts(announced.applications(), TargetName::value),
          texts(announced.workspaces(), WorkspaceName::value));
    }
  }

  private static <T> String[] texts(Set<T> names, Function<T, String> text) {
    return names.stream().map(text).sorted().toArray(String[]::new);
  }

  @Override
  public Known known() {
    Map<String, Reach> reach = new HashMap<>();
    jdbc.query(
        "select name, databases, applications, workspaces from specialist",
        row -> {
          reach.put(
              row.getString("name"),
              new Reach(
                  names(row.getArray("databases"), TargetName::new),
                  names(row.getArray("applications"), TargetName::new),
                  names(row.getArray("workspaces"), WorkspaceName::new)));
        });
    return new Known(reach);
  }

  private static <T> Set<T> names(Array texts, Function<String, T> name) throws SQLException {
    return Stream.of((String[]) texts.getArray()).map(name).collect(Collectors.toSet());
  }
}
