package io.changeover.migration.decrypt;

import io.changeover.contracts.CheckResult;
import io.changeover.contracts.FailureCode;
import io.changeover.contracts.command.StepCommand;
import io.changeover.contracts.step.Decrypt;
import io.changeover.kit.process.Secrets;
import io.changeover.kit.step.Outcome;
import io.changeover.kit.step.StepContext;
import io.changeover.kit.step.StepFailure;
import io.changeover.kit.step.StepHandler;
import io.changeover.kit.target.Databases;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/** The check decrypt. Plain texts stay here: only how many fit is told. */
@Component
final class DecryptHandler implements StepHandler<Decrypt> {
  private final Databases databases;
  private final Samples samples;
  private final KeySettings settings;
  private final Secrets secrets;

  DecryptHandler(Databases databases, Samples samples, KeySettings settings, Secrets secrets) {
    this.databases = databases;
    this.samples = samples;
    this.settings = settings;
    this.secrets = secrets;
  }

  @Override
  public Class<Decrypt> kind() {
    return Decrypt.class;
  }

  @Override
  public Outcome handle(StepCommand command, Decrypt spec, StepContext context) throws StepFailure {
    Fernet key = key(spec.key());
    Pattern form = Pattern.compile(spec.matches());
    List<String> tokens = samples.of(databases.registered(command.target(spec.target())), spec);
    List<String> plain = tokens.stream().map(key::decrypt).flatMap(Optional::stream).toList();
    long fitting = plain.stream().filter(text -> form.matcher(text).matches()).count();
    String name = "%s.%s".formatted(spec.table(), spec.column());
    return Outcome.ofChecks(
        List.of(
            CheckResult.of(
                name + " decrypts with the key " + spec.key(),
                "%d samples, at least one".formatted(tokens.size()),
                Integer.toString(plain.size()),
                command.severity(),
                !tokens.isEmpty() && plain.size() == tokens.size()),
            CheckResult.of(
                name + " fits " + spec.matches(),
                "%d plain texts".formatted(plain.size()),
                Long.toString(fitting),
                command.severity(),
                fitting == plain.size())),
        "See whether the key is the one that the application writes with, and whether the column was changed on its way.");
  }

  private static StepFailure unregistered(String name) {
    return new StepFailure(
        FailureCode.NOT_REGISTERED,
        "There is no key '%s'.".formatted(name),
        "Register changeover.keys.%s.file in the settings of the migration service."
            .formatted(name));
  }

  private Fernet key(String name) throws StepFailure {
    KeySettings.Key key = settings.keys().get(name);
    if (key == null) {
      throw unregistered(name);
    }
    try {
      return new Fernet(secrets.remember(Files.readString(key.file()).strip()));
    } catch (IOException | IllegalArgumentException unusable) {
      throw new StepFailure(
          FailureCode.NOT_REGISTERED,
          "The file %s with the key '%s' cannot be used.".formatted(key.file(), name),
          "It holds a Fernet key: 32 bytes in URL-safe Base64, readable by this service.",
          unusable);
    }
  }
}
