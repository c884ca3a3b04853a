package io.changeover.migration.prisma;

import io.changeover.migration.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A Prisma project with three migrations, and the packages of the fulfillment example. */
public final class PrismaProject {
  public static final String FIRST = "20260101000000_items";
  static final String SECOND = "20260102000000_prices";
  static final String THIRD = "20260103000000_labels";
  public static final String DOWN = "prisma/down/prices.sql";

  private static final Path EXAMPLE = Path.of("..", "examples", "fulfillment");
  private static final Path PACKAGES = Path.of("target", "prisma-packages").toAbsolutePath();

  private final Path directory;

  public PrismaProject(Path directory) throws Exception {
    this.directory = directory;
    Files.createDirectories(directory.resolve("prisma/migrations"));
    Files.createDirectories(directory.resolve("prisma/down"));
    for (String file : new String[] {"package.json", "prisma.config.ts"}) {
      Files.copy(EXAMPLE.resolve(file), directory.resolve(file));
    }
    Files.createSymbolicLink(directory.resolve("node_modules"), packages());
    Files.copy(
        EXAMPLE.resolve("prisma/migrations/migration_lock.toml"),
        directory.resolve("prisma/migrations/migration_lock.toml"));
    Files.writeString(
        directory.resolve("prisma/schema.prisma"),
        "datasource db {\n  provider = \"postgresql\"\n  url = env(\"DATABASE_URL\")\n}\n");
    migration(FIRST, "create table item (id serial primary key, label text)");
    migration(SECOND, "alter table item add column price numeric; create table tariff (id int)");
    migration(THIRD, "alter table item alter column label set not null");
    down("drop table tariff; alter table item drop column price;");
  }

  /** Installed once, from the registry that npm is set to. */
  private static synchronized Path packages() throws Exception {
    Path modules = PACKAGES.resolve("node_modules");
    Path lock = PACKAGES.resolve("package-lock.json");
    Path wanted = EXAMPLE.resolve("package-lock.json");
    if (Files.exists(lock) && Files.exists(modules) && Files.mismatch(lock, wanted) < 0) {
      return modules;
    }
    Files.createDirectories(PACKAGES);
    for (String file : new String[] {"package.json", "package-lock.json"}) {
      Files.writeString(PACKAGES.resolve(file), Files.readString(EXAMPLE.resolve(file)));
    }
    Process npm =
        new ProcessBuilder(
                "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline")
            .directory(PACKAGES.toFile())
            .redirectErrorStream(true)
            .redirectOutput(PACKAGES.resolve("npm.log").toFile())
            .start();
    if (!npm.waitFor(5, TimeUnit.MINUTES) || npm.exitValue() != 0) {
      Files.delete(lock);
      throw new IllegalStateException(Files.readString(PACKAGES.resolve("npm.log")));
    }
    return modules;
  }

  void migration(String name, String statements) throws IOException {
    Path place = Files.createDirectories(directory.resolve("prisma/migrations").resolve(name));
    Files.writeString(place.resolve(PrismaMigrations.SCRIPT), statements + ";\n");
  }

  void down(String statements) throws IOException {
    Files.writeString(directory.resolve(DOWN), statements);
  }

  public Workspace workspace() {
    return new Workspace(directory);
  }

  /** The node processes that run Prisma for this test. */
  static Stream<ProcessHandle> running() {
    return ProcessHandle.current()
        .descendants()
        .filter(process ->
            process.info().commandLine().filter(line -> line.contains("deploy")).isPresent());
  }
}
