package io.changeover.migration.mariadb;

import io.changeover.kit.mariadb.MariaDbTable;
import io.changeover.kit.step.StepFailure;
import io.changeover.kit.target.MariaDbTarget;
import io.changeover.migration.Attempt;
import io.changeover.migration.FenceStrength;
import io.changeover.migration.Login;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Accounts that live as long as one attempt. An account is ended from within: it gets a new
 * password, so that nobody else can log in any more, logs in once more and kills its other
 * sessions, for which no right is needed. Then it is locked and dropped; one that views, triggers
 * or routines are defined by stays, locked, because they stop working without it.
 */
@Component
final class Accounts {
  private static final int PASSWORD_BYTES = 24;
  private static final int CANNOT_USER = 1396;

  /** Access denied: to a database, to an account, to a privilege. */
  private static final Set<Integer> NO_RIGHT = Set.of(1044, 1045, 1142, 1227, 1410);

  private static final String OWN_OTHER_SESSIONS =
      "select ID from information_schema.PROCESSLIST where USER = ? and ID <> connection_id()";

  private static final String DEFINITIONS =
      """
      select (select count(*) from information_schema.VIEWS where DEFINER = :who)
           + (select count(*) from information_schema.TRIGGERS where DEFINER = :who)
           + (select count(*) from information_schema.ROUTINES where DEFINER = :who)
           + (select count(*) from information_schema.EVENTS where DEFINER = :who)
      """;

  private final MariaDbSql targets;
  private final SecureRandom random = new SecureRandom();

  Accounts(MariaDbSql targets) {
    this.targets = targets;
  }

  /**
   * Gives an attempt its account, and tries it.
   *
   * @return nothing when the registered user may not create one, or nobody may log in by it
   */
  Optional<Login> create(MariaDbTarget database, Attempt attempt)
      throws StepFailure, InterruptedException {
    String name = attempt.login();
    String password = password();
    try {
      targets.askServer(database, (sql, connection) -> created(sql, database, name, password));
    } catch (StepFailure failed) {
      if (NO_RIGHT.contains(MariaDbSql.errorOf(failed))) {
        end(database, name);
        return Optional.empty();
      }
      throw failed;
    }
    if (!admits(database.as(name, password))) {
      end(database, name);
      return Optional.empty();
    }
    return Optional.of(new Login(name, password, name, FenceStrength.OWN_ROLE));
  }

  private static int created(JdbcClient sql, MariaDbTarget database, String name, String password) {
    sql.sql(
            "create or replace user %s identified via mysql_native_password using '%s'"
                .formatted(account(name), verifier(password)))
        .update();
    return sql.sql(
            "grant all privileges on %s.* to %s"
                .formatted(pattern(database.database()), account(name)))
        .update();
  }

  private boolean admits(MariaDbTarget database) throws InterruptedException {
    try {
      return targets.ask(
          database, (sql, connection) -> sql.sql("select 1").query(Integer.class).single() == 1);
    } catch (StepFailure notAdmitted) {
      // An anonymous account that fits better, or a plug-in that is not there: tags are the way.
      return false;
    }
  }

  /** Ends all sessions of an account and the account. Does nothing when there is none. */
  int end(MariaDbTarget database, String name) throws StepFailure, InterruptedException {
    String password = password();
    if (!taken(database, name, password)) {
      return 0;
    }
    int ended =
        targets.askServer(
            database.as(name, password),
            (sql, connection) -> Kills.end(sql, OWN_OTHER_SESSIONS, name));
    targets.askServer(
        database,
        (sql, connection) -> {
          sql.sql("alter user %s account lock".formatted(account(name))).update();
          boolean defines =
              sql.sql(DEFINITIONS).param("who", name + "@%").query(Long.class).single() > 0;
          return defines ? 0 : sql.sql("drop user " + account(name)).update();
        });
    return ended;
  }

  private boolean taken(MariaDbTarget database, String name, String password)
      throws StepFailure, InterruptedException {
    String change =
        "alter user %s identified via mysql_native_password using '%s' account unlock"
            .formatted(account(name), verifier(password));
    try {
      targets.askServer(database, (sql, connection) -> sql.sql(change).update());
      return true;
    } catch (StepFailure failed) {
      int error = MariaDbSql.errorOf(failed);
      if (error == CANNOT_USER || NO_RIGHT.contains(error)) {
        return false;
      }
      throw failed;
    }
  }

  private static String account(String name) {
    return "'%s'@'%%'".formatted(name);
  }

  /** In grants the name of a database is a pattern. */
  private static String pattern(String database) {
    return MariaDbTable.quoted(database.replace("_", "\\_").replace("%", "\\%"));
  }

  private String password() {
    byte[] bytes = new byte[PASSWORD_BYTES];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /** What the server keeps of a password: sent instead of it, because statements are logged. */
  private static String verifier(String password) {
    byte[] once = sha1(password.getBytes(StandardCharsets.UTF_8));
    return "*" + HexFormat.of().withUpperCase().formatHex(sha1(once));
  }

  private static byte[] sha1(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-1").digest(bytes);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java has SHA-1", impossible);
    }
  }
}
