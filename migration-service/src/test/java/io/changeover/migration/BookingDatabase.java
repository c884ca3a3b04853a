package io.changeover.migration;

import io.changeover.contracts.TargetName;
import io.changeover.embedded.LocalMariaDb;
import io.changeover.kit.mariadb.MariaDbConnections;
import io.changeover.kit.target.MariaDbTarget;
import io.changeover.testsupport.TestInfrastructure;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** An empty MariaDB database of a test's own, and the user that is registered for it. */
public record BookingDatabase(MariaDbTarget admin, MariaDbTarget target) {
  private static final AtomicInteger NUMBER = new AtomicInteger();

  /** Its user may create accounts. */
  public static BookingDatabase creatingAccounts() throws Exception {
    return create("grant create user on *.* to '%s'@'%%'");
  }

  /** Its user may do everything in the database, and nothing else. */
  public static BookingDatabase plain() throws Exception {
    return create("do 1");
  }

  private static BookingDatabase create(String more) throws Exception {
    LocalMariaDb server = TestInfrastructure.mariaDb();
    String name = "booking_" + NUMBER.incrementAndGet();
    TargetName target = new TargetName("booking-db");
    MariaDbTarget admin =
        new MariaDbTarget(
            target, "127.0.0.1", server.port(), "", LocalMariaDb.ADMINISTRATOR, server.password());
    BookingDatabase database =
        new BookingDatabase(
            admin,
            new MariaDbTarget(target, "127.0.0.1", server.port(), name, name, "p w' \"%" + name));
    database.asAdmin("create database " + name);
    database.asAdmin("create user %s@'%%' identified by 'p w'' \"%%%s'".formatted(name, name));
    database.asAdmin(
        "grant all on `%s`.* to %s@'%%' with grant option"
            .formatted(name.replace("_", "\\_"), name));
    database.asAdmin(more.formatted(name));
    return database;
  }

  public void asAdmin(String sql) throws Exception {
    try (Connection connection = new MariaDbConnections().openServer(admin);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** The first column of an answer. */
  public List<String> query(String sql) throws Exception {
    List<String> found = new ArrayList<>();
    try (Connection connection = new MariaDbConnections().open(admin.in(target.database()));
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        found.add(rows.getString(1));
      }
    }
    return found;
  }

  public boolean hasTable(String name) throws Exception {
    return !query("show tables like '%s'".formatted(name)).isEmpty();
  }

  /** Accounts of attempts that may log in, and sessions of theirs. */
  public List<String> leftovers() throws Exception {
    List<String> left =
        query(
            "select Host from mysql.global_priv where User like 'changeover\\_%' and json_value(Priv, '$.account_locked') is null");
    left.addAll(
        query(
            "select ID from information_schema.PROCESSLIST where USER like 'changeover\\_%%' and DB = '%s'"
                .formatted(target.database())));
    return left;
  }
}
