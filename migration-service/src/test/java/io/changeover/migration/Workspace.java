package io.changeover.migration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** A copy of a project of the test resources that a test may change. */
public record Workspace(Path path) {
  private static final Path RESOURCES = Path.of("src/test/resources");

  public static Workspace in(Path directory) {
    return of("alembic-project", directory);
  }

  public static Workspace django(Path directory) {
    return of("django-project", directory);
  }

  /** The application of the example, with its three first migrations only. */
  public static Workspace laravel(Path directory) {
    Workspace workspace = of(Path.of("../examples/askproai/app"), directory);
    try (Stream<Path> files = Files.list(directory.resolve("database/migrations"))) {
      for (Path later : files.filter(file -> file.toString().contains("2025_10")).toList()) {
        Files.delete(later);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return workspace;
  }

  /** A migration that runs these statements; undone by the others. */
  public Workspace laravelMigration(String name, String up, String down) {
    return write(
        "database/migrations/%s.php".formatted(name),
        """
        <?php
        use Illuminate\\Database\\Migrations\\Migration;
        use Illuminate\\Support\\Facades\\DB;
        return new class extends Migration {
            public function up() { foreach (explode(';', '%s') as $sql) { DB::statement($sql); } }
            public function down() { foreach (explode(';', '%s') as $sql) { DB::statement($sql); } }
        };
        """
            .formatted(up, down));
  }

  private static Workspace of(String project, Path directory) {
    return of(RESOURCES.resolve(project), directory);
  }

  private static Workspace of(Path original, Path directory) {
    try (Stream<Path> files = Files.walk(original)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path copy = directory.resolve(original.relativize(file));
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Workspace(directory).pace(0);
  }

  /** How many seconds each of the ten batches of the second revision takes. */
  public Workspace pace(double seconds) {
    return write("pace", Double.toString(seconds));
  }

  public Workspace revision(String id, String after, String upgrade) {
    return write(
        "migrations/versions/%s.py".formatted(id),
        """
        \"""Revision of a test\"""
        from alembic import op
        revision = "%s"
        down_revision = "%s"

        def upgrade():
            %s

        def downgrade():
            pass
        """
            .formatted(id, after, upgrade));
  }

  public Workspace write(String name, String text) {
    try {
      Files.writeString(path.resolve(name), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  /** A program in the workspace. */
  public Path script(String name, String text) {
    write(name, text);
    Path file = path.resolve(name);
    if (!file.toFile().setExecutable(true)) {
      throw new IllegalStateException("not made executable: " + file);
    }
    return file;
  }
}
