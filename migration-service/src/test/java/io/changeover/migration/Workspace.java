package io.changeover.migration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** A copy of the alembic project of the test resources that a test may change. */
public record Workspace(Path path) {
  private static final Path ORIGINAL = Path.of("src/test/resources/alembic-project");

  public static Workspace in(Path directory) {
    try (Stream<Path> files = Files.walk(ORIGINAL)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path copy = directory.resolve(ORIGINAL.relativize(file));
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Workspace(directory).pace(0);
  }

  /** How many seconds each of the ten batches of revision 002 takes. */
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
