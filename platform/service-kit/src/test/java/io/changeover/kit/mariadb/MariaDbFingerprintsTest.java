package io.changeover.kit.mariadb;

import static org.assertj.core.api.Assertions.assertThat;

import io.changeover.contracts.TargetName;
import io.changeover.embedded.LocalMariaDb;
import io.changeover.kit.step.StepFailure;
import io.changeover.kit.target.MariaDbTarget;
import io.changeover.testsupport.RequiresTool;
import io.changeover.testsupport.TestInfrastructure;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@RequiresTool("mariadbd")
class MariaDbFingerprintsTest {
  private static final String SCHEMA =
      """
      create table company (id int primary key auto_increment, name varchar(40) not null, note text);
      create table call_back (id int primary key, company_id int not null, at datetime, flags bit(3),
        constraint call_back_company foreign key (company_id) references company (id) on delete cascade,
        key by_time (at), check (id > 0));
      create view names as select name from company where id > 1;
      create trigger no_note before insert on company for each row set new.note = coalesce(new.note, 'none');
      create procedure nothing() select 1;
      """;

  private final MariaDbConnections connections = new MariaDbConnections();

  @BeforeEach
  void databases() throws Exception {
    for (String name : List.of("one", "other")) {
      try (Connection server = connections.openServer(target(""));
          Statement statement = server.createStatement()) {
        statement.execute("drop database if exists " + name);
        statement.execute("create database " + name);
      }
      run(name, SCHEMA);
      run(
          name,
          "insert into company (name) values ('a'); insert into company values (7, 'b', null)");
      run(name, "insert into call_back values (1, 7, '2026-01-01 10:00:00', b'101')");
    }
  }

  @Test
  void databasesThatAreBuiltAlikeHaveTheSameFingerprintsWhateverTheirName() throws Exception {
    run("other", "alter table company auto_increment = 900");
    assertThat(lines("other")).isEqualTo(lines("one")).hasSizeGreaterThan(12);
    assertThat(contents("other")).isEqualTo(contents("one"));
    assertThat(lines("one"))
        .contains(
            "foreign key call_back.call_back_company (company_id) to company (id) update restrict delete cascade");
  }

  @Test
  void everyKindOfChangeIsSeen() throws Exception {
    for (String change :
        List.of(
            "alter table company add column more int",
            "alter table company modify name varchar(41) not null",
            "alter table call_back drop key by_time",
            "alter table call_back drop foreign key call_back_company",
            "create or replace view names as select name from company",
            "drop trigger no_note",
            "drop procedure nothing",
            "create table more (id int) engine = aria")) {
      List<String> before = lines("other");
      run("other", change);
      assertThat(lines("other")).as(change).isNotEqualTo(before);
    }
  }

  @Test
  void everyChangeOfDataIsSeenAndOrderIsNot() throws Exception {
    for (String change :
        List.of(
            "update company set note = '' where id = 7",
            "update company set note = null where id = 7",
            "update company set name = note, note = name where id = 1",
            "update call_back set flags = b'100'",
            "delete from company where id = 1")) {
      List<String> before = contents("other");
      run("other", change);
      assertThat(contents("other")).as(change).isNotEqualTo(before);
    }
  }

  @Test
  void tablesCanBeLeftOut() throws Exception {
    try (Connection connection = connections.open(target("one"))) {
      assertThat(MariaDbSchema.describe(connection, List.of("call_back")))
          .noneMatch(line -> line.contains("call_back"))
          .anyMatch(line -> line.startsWith("base table company"));
    }
  }

  @Test
  void wrongPasswordIsTold() {
    Assertions.assertThatThrownBy(() -> connections.open(target("one").as("nobody", "wrong")))
        .isInstanceOf(StepFailure.class)
        .hasMessageContaining("Access denied")
        .hasMessageNotContaining("wrong");
  }

  private List<String> lines(String database) throws SQLException, StepFailure {
    try (Connection connection = connections.open(target(database))) {
      return MariaDbSchema.describe(connection, List.of());
    }
  }

  private List<String> contents(String database) throws SQLException, StepFailure {
    try (Connection connection = connections.open(target(database))) {
      List<String> found = new java.util.ArrayList<>();
      for (MariaDbTable table : MariaDbTables.of(connection)) {
        found.add(MariaDbTables.content(connection, table).toString());
      }
      return found;
    }
  }

  private void run(String database, String statements) throws SQLException, StepFailure {
    try (Connection connection = connections.open(target(database));
        Statement statement = connection.createStatement()) {
      for (String sql : statements.split(";\\s*\n|; ", -1)) {
        if (!sql.isBlank()) {
          statement.execute(sql);
        }
      }
    }
  }

  private static MariaDbTarget target(String database) {
    LocalMariaDb server = TestInfrastructure.mariaDb();
    return new MariaDbTarget(
        new TargetName("test"),
        "127.0.0.1",
        server.port(),
        database,
        LocalMariaDb.ADMINISTRATOR,
        server.password());
  }
}
