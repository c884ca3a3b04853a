package io.changeover.migration.copy;

import static org.assertj.core.api.Assertions.assertThat;

import io.changeover.kit.sqlite.SqliteConnection;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.io.TempDir;

/**
 * Schemas and values out of a seed: what SQLite says of every row, PostgreSQL says as well. A seed
 * of one's own: {@code -Dcopy.seed=42}.
 */
class RandomCopiesTest {
  private static final int ROWS = 200;

  @TempDir Path directory;

  /** A type: in PostgreSQL, a value of it in SQL that both understand, and how SQLite shows it. */
  private enum Sort {
    INT("integer") {
      @Override
      String value(Random random) {
        return Integer.toString(random.nextInt());
      }
    },
    BIG("bigint") {
      @Override
      String value(Random random) {
        long value = random.nextLong();
        return value == Long.MIN_VALUE ? "0" : Long.toString(value);
      }
    },
    TEXT("text") {
      @Override
      String value(Random random) {
        String text =
            random
                .ints(random.nextInt(60), 0x20, 0x1ffff)
                .filter(point -> point < 0xd800 || point > 0xdfff)
                .filter(Character::isDefined)
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
        return "'" + text.replace("'", "''") + "'";
      }
    },
    DATE("date") {
      @Override
      String value(Random random) {
        return "'%s'".formatted(java.time.LocalDate.ofEpochDay(random.nextInt(200_000) - 100_000));
      }
    },
    TIMESTAMP("timestamp") {
      @Override
      String value(Random random) {
        return "'%s %02d:%02d:%02d.%06d'"
            .formatted(
                java.time.LocalDate.ofEpochDay(random.nextInt(60_000) - 30_000),
                random.nextInt(24),
                random.nextInt(60),
                random.nextInt(60),
                1 + random.nextInt(999_999));
      }
    },
    BLOB("bytea") {
      @Override
      String value(Random random) {
        byte[] bytes = new byte[random.nextInt(40)];
        random.nextBytes(bytes);
        return "x'" + java.util.HexFormat.of().formatHex(bytes) + "'";
      }
    },
    BOOLEAN("boolean") {
      @Override
      String value(Random random) {
        return random.nextBoolean() ? "1" : "0";
      }
    },
    NUMERIC("numeric(12,3)") {
      @Override
      String value(Random random) {
        return "%d.%03d".formatted(random.nextInt(2_000_000) - 1_000_000, random.nextInt(1000));
      }
    };

    final String type;

    Sort(String type) {
      this.type = type;
    }

    abstract String value(Random random);

    /** Both write these alike; a timestamp without the zeros at its end. */
    String inSqlite(String column) {
      return switch (this) {
        case BLOB ->
            "CASE WHEN %1$s IS NOT NULL THEN '\\x' || lower(hex(%1$s)) END".formatted(column);
        case NUMERIC ->
            "CASE WHEN %1$s IS NOT NULL THEN printf('%%.3f', %1$s) END".formatted(column);
        case TIMESTAMP -> "rtrim(rtrim(" + column + ", '0'), '.')";
        default -> column;
      };
    }

    String inPostgres(String column) {
      return switch (this) {
        case BOOLEAN -> column + "::int";
        case TIMESTAMP ->
            "to_char("
                + column
                + ", 'YYYY-MM-DD HH24:MI:SS') || rtrim(to_char("
                + column
                + ", '.US'), '0')";
        default -> column;
      };
    }
  }

  @RepeatedTest(6)
  void bothSidesSayTheSame(RepetitionInfo repetition) throws Exception {
    long seed = Long.getLong("copy.seed", System.nanoTime() + repetition.getCurrentRepetition());
    System.out.println("seed of the random copy: " + seed);
    Random random = new Random(seed);
    Sort[] sorts =
        random
            .ints(1 + random.nextInt(12), 0, Sort.values().length)
            .mapToObj(i -> Sort.values()[i])
            .toArray(Sort[]::new);
    boolean withoutRowid = random.nextInt(3) == 0;
    Sides sides = new Sides(directory).postgres(create(sorts, true, false));
    List<String> inserts = new ArrayList<>(List.of(create(sorts, false, withoutRowid), "BEGIN"));
    for (int row = 0; row < ROWS; row++) {
      inserts.add(insert(sorts, row, random));
    }
    inserts.add("COMMIT");
    sides.sqlite(inserts.toArray(String[]::new));

    sides.copy();

    String postgres = shown(sorts, false);
    String sqlite = shown(sorts, true);
    try (SqliteConnection connection = SqliteConnection.open(sides.file)) {
      List<String> there = sides.rows(postgres);
      List<String> here = connection.list(sqlite);
      for (int row = 0; row < ROWS; row++) {
        assertThat(there.get(row)).as("seed %d", seed).isEqualTo(here.get(row));
      }
    }
  }

  private static String name(int column) {
    return "\"Col %d\"".formatted(column);
  }

  private static String create(Sort[] sorts, boolean postgres, boolean withoutRowid) {
    return "CREATE TABLE \"Random Table\" (id INTEGER PRIMARY KEY, "
        + IntStream.range(0, sorts.length)
            .mapToObj(i -> name(i) + (postgres ? " " + sorts[i].type : ""))
            .collect(Collectors.joining(", "))
        + (withoutRowid ? ") WITHOUT ROWID" : ")");
  }

  private static String insert(Sort[] sorts, int row, Random random) {
    StringBuilder values = new StringBuilder();
    for (Sort sort : sorts) {
      values.append(", ").append(random.nextInt(5) == 0 ? "NULL" : sort.value(random));
    }
    return "INSERT INTO \"Random Table\" VALUES (" + row * 7 + values + ")";
  }

  private static String shown(Sort[] sorts, boolean sqlite) {
    return IntStream.range(0, sorts.length)
        .mapToObj(i ->
            "coalesce(cast(%s as text), '-')"
                .formatted(sqlite ? sorts[i].inSqlite(name(i)) : sorts[i].inPostgres(name(i))))
        .collect(
            Collectors.joining(
                " || '|' || ", "SELECT id || '|' || ", " FROM \"Random Table\" ORDER BY id"));
  }
}
