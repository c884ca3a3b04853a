package io.changeover.migration.decrypt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.changeover.contracts.CommandId;
import io.changeover.contracts.DeploymentId;
import io.changeover.contracts.Direction;
import io.changeover.contracts.FailureCode;
import io.changeover.contracts.Severity;
import io.changeover.contracts.StepId;
import io.changeover.contracts.TargetAlias;
import io.changeover.contracts.TargetName;
import io.changeover.contracts.command.StepCommand;
import io.changeover.contracts.step.Decrypt;
import io.changeover.kit.postgres.TargetConnections;
import io.changeover.kit.process.Secrets;
import io.changeover.kit.sqlite.SqliteConnection;
import io.changeover.kit.step.Outcome;
import io.changeover.kit.step.StepFailure;
import io.changeover.kit.step.testing.LoneStepContext;
import io.changeover.kit.target.Databases;
import io.changeover.kit.target.RegisteredDatabase;
import io.changeover.kit.target.SqliteTarget;
import io.changeover.migration.Owner;
import io.changeover.testsupport.RequiresTool;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Columns that Python's cryptography has encrypted, in SQLite and in PostgreSQL. */
@RequiresTool("python3")
class DecryptTest {
  private static final TargetAlias ALIAS = new TargetAlias("db");
  private static final TargetName FILE = new TargetName("app-sqlite");
  private static final int ROWS = 30;

  /** Prints a key, another key, and so many encrypted dates. */
  private static final String ENCRYPTING =
      """
      import sys
      from cryptography.fernet import Fernet
      key = Fernet.generate_key()
      print(key.decode())
      print(Fernet.generate_key().decode())
      for n in range(int(sys.argv[1])):
          print(Fernet(key).encrypt(f"19{50 + n}-0{1 + n % 9}-11".encode()).decode())
      print(Fernet(key).encrypt("11.01.1980".encode()).decode())
      """;

  @TempDir Path directory;
  private final Owner owner = Owner.plain();
  private Path file;
  private List<String> made = List.of();

  @BeforeEach
  void encrypted() throws Exception {
    Process python =
        new ProcessBuilder("/usr/bin/python3", "-c", ENCRYPTING, Integer.toString(ROWS))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    made =
        new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    assertThat(python.waitFor()).isZero();
    Files.writeString(directory.resolve("key"), made.get(0) + "\n");
    Files.writeString(directory.resolve("other"), made.get(1));
    Files.writeString(directory.resolve("no-key"), "short");
    file = directory.resolve("app.db");
    fill(made.subList(2, 2 + ROWS));
  }

  private void fill(List<String> tokens) throws Exception {
    try (SqliteConnection sqlite = SqliteConnection.openOrCreate(file);
        Connection postgres = owner.connect()) {
      sqlite.execute("DROP TABLE IF EXISTS genzai");
      sqlite.execute("CREATE TABLE genzai (id INTEGER PRIMARY KEY, birth_date TEXT)");
      postgres.createStatement().execute("DROP TABLE IF EXISTS genzai");
      postgres.createStatement().execute("CREATE TABLE genzai (id serial, birth_date text)");
      for (String token : tokens) {
        sqlite.execute("INSERT INTO genzai (birth_date) VALUES ('%s')".formatted(token));
        try (PreparedStatement insert =
            postgres.prepareStatement("INSERT INTO genzai (birth_date) VALUES (?)")) {
          insert.setString(1, token);
          insert.execute();
        }
      }
    }
  }

  private Outcome check(TargetName target, String key) throws Exception {
    Decrypt spec = new Decrypt(ALIAS, "genzai", "birth_date", key, "\\d{4}-\\d{2}-\\d{2}", null);
    DeploymentId deployment = new DeploymentId("deployment-1");
    StepId step = new StepId("birth-dates");
    StepCommand command =
        new StepCommand(
            CommandId.of(deployment, step, Direction.FORWARD, 1),
            deployment,
            step,
            Direction.FORWARD,
            1,
            Severity.CRITICAL,
            Duration.ofMinutes(1),
            Map.of(ALIAS, target),
            Map.of(),
            spec);
    Map<String, KeySettings.Key> keys =
        Map.of("birth-dates", key("key"), "other", key("other"), "no-key", key("no-key"));
    return new DecryptHandler(
            databases(), new Samples(new TargetConnections()), new KeySettings(keys), new Secrets())
        .handle(command, spec, LoneStepContext.first());
  }

  private KeySettings.Key key(String name) {
    return new KeySettings.Key(directory.resolve(name));
  }

  private Databases databases() {
    return new Databases() {
      @Override
      public RegisteredDatabase registered(TargetName name) {
        return name.equals(FILE) ? new SqliteTarget(FILE, file) : owner.target();
      }

      @Override
      public Set<TargetName> names() {
        return Set.of(FILE, owner.target().name());
      }
    };
  }

  /** On both sides the same, without any plain text. */
  private Outcome checked(String key) throws Exception {
    Outcome inFile = check(FILE, key);
    Outcome inServer = check(owner.target().name(), key);
    assertThat(inServer).isEqualTo(inFile);
    assertThat(inFile.toString()).doesNotContain("-11").doesNotContain("1980");
    return inFile;
  }

  private static List<String> seen(Outcome outcome) {
    return outcome.checks().stream().map(check -> check.actual()).toList();
  }

  @Test
  void intactValuesDecryptAndFit() throws Exception {
    Outcome outcome = checked("birth-dates");

    assertThat(outcome).isInstanceOf(Outcome.Succeeded.class);
    assertThat(seen(outcome)).containsExactly("30", "30");
  }

  @Test
  void aWrongKeyIsFound() throws Exception {
    Outcome outcome = checked("other");

    assertThat(outcome).isInstanceOf(Outcome.Failed.class);
    assertThat(seen(outcome)).containsExactly("0", "0");
  }

  @Test
  void oneDamagedValueIsFound() throws Exception {
    String token = made.get(9);
    char damaged = token.charAt(60) == 'A' ? 'B' : 'A';
    List<String> tokens = new ArrayList<>(made.subList(2, 2 + ROWS));
    tokens.set(7, token.substring(0, 60) + damaged + token.substring(61));
    fill(tokens);
    Outcome changed = checked("birth-dates");
    tokens.set(7, token.substring(0, token.length() - 8));
    fill(tokens);
    Outcome cutOff = checked("birth-dates");

    assertThat(List.of(changed, cutOff))
        .allSatisfy(outcome -> {
          assertThat(outcome).isInstanceOf(Outcome.Failed.class);
          assertThat(seen(outcome)).containsExactly("29", "29");
        });
  }

  @Test
  void aPlainTextOfAnotherFormIsFoundAndNotTold() throws Exception {
    fill(made.subList(2, 3 + ROWS));

    Outcome outcome = checked("birth-dates");

    assertThat(outcome).isInstanceOf(Outcome.Failed.class);
    assertThat(seen(outcome)).containsExactly("31", "30");
  }

  @Test
  void anEmptyColumnProvesNothing() throws Exception {
    fill(List.of());

    assertThat(checked("birth-dates")).isInstanceOf(Outcome.Failed.class);
  }

  @Test
  void aKeyThatIsNotThereOrNoneIsNamed() {
    for (String key : List.of("unknown", "no-key")) {
      StepFailure failure = catchThrowableOfType(StepFailure.class, () -> check(FILE, key));
      assertThat(failure.reason().code()).isEqualTo(FailureCode.NOT_REGISTERED);
      assertThat(failure.reason().message()).contains("'" + key + "'").doesNotContain("short");
    }
  }
}
