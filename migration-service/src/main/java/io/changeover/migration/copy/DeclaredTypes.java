package io.changeover.migration.copy;

import io.changeover.kit.step.StepFailure;
import io.changeover.migration.copy.cell.Rules;
import io.changeover.migration.copy.source.SourceColumn;
import io.changeover.migration.copy.source.SourceDatabase;
import io.changeover.migration.copy.source.SourceReference;
import io.changeover.migration.copy.source.SourceTable;
import io.changeover.migration.copy.target.TargetColumn;
import io.changeover.migration.copy.target.TargetTable;
import io.changeover.migration.copy.target.TypeFamily;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What PostgreSQL would make of the types that SQLite's columns are declared with, and of the
 * references between its tables.
 */
final class DeclaredTypes {
  private static final Pattern LENGTH = Pattern.compile("\\((\\d+)\\s*(?:,\\s*(\\d+)\\s*)?\\)");
  private static final int HEADER = 4;

  private DeclaredTypes() {}

  static List<TablePair> of(List<SourceTable> tables, SourceDatabase source, Rules rules)
      throws StepFailure {
    List<TablePair> pairs = new ArrayList<>();
    for (SourceTable table : tables) {
      List<MappedReference> references = new ArrayList<>();
      for (SourceReference each : source.references(table)) {
        reference(table, each, tables, rules).ifPresent(references::add);
      }
      pairs.add(pair(table, references));
    }
    return pairs;
  }

  /** Empty where the table that is referred to is not copied. */
  private static Optional<MappedReference> reference(
      SourceTable table, SourceReference reference, List<SourceTable> tables, Rules rules) {
    return tables.stream()
        .filter(one -> one.name().equalsIgnoreCase(reference.parent()))
        .filter(one -> keys(one, reference).size() == reference.columns().size())
        .findFirst()
        .map(parent ->
            References.ruled(
                table.name(), reference.columns(), parent.name(), keys(parent, reference), rules));
  }

  private static List<String> keys(SourceTable parent, SourceReference reference) {
    return reference.keys().isEmpty()
        ? parent.columns().stream()
            .filter(column -> column.key() > 0)
            .sorted(Comparator.comparingInt(SourceColumn::key))
            .map(SourceColumn::name)
            .toList()
        : reference.keys();
  }

  private static TablePair pair(SourceTable table, List<MappedReference> references) {
    List<ColumnPair> columns =
        table.columns().stream().map(column -> new ColumnPair(column, target(column))).toList();
    return new TablePair(
        table,
        new TargetTable(0, "", table.name(), columns.stream().map(ColumnPair::target).toList()),
        columns,
        references);
  }

  private static TargetColumn target(SourceColumn column) {
    TypeFamily family = family(column.declared());
    return new TargetColumn(
        column.name(),
        column.declared(),
        family,
        modifier(column.declared(), family),
        column.required() || column.key() > 0,
        column.key() > 0,
        false,
        false,
        Set.of());
  }

  /** Whether a column that came from here was declared with one of these words. */
  static boolean isDeclared(TargetColumn column, String... words) {
    return List.of(words).contains(word(column.type()));
  }

  private static String word(String declared) {
    return declared.toUpperCase(Locale.ROOT).replaceFirst("[ (].*", "");
  }

  private static TypeFamily family(String declared) {
    String word = word(declared);
    return switch (word) {
      case "SMALLINT" -> TypeFamily.SMALLINT;
      case "DATE" -> TypeFamily.DATE;
      case "TIME" -> TypeFamily.TIME;
      case "DATETIME", "TIMESTAMP" -> TypeFamily.TIMESTAMP;
      case "BOOLEAN", "BOOL" -> TypeFamily.BOOLEAN;
      case "NUMERIC", "DECIMAL" -> TypeFamily.NUMERIC;
      case "BLOB", "BINARY", "VARBINARY" -> TypeFamily.BYTEA;
      case "REAL", "DOUBLE", "FLOAT" -> TypeFamily.DOUBLE;
      default -> word.contains("INT") ? TypeFamily.BIGINT : TypeFamily.TEXT;
    };
  }

  private static int modifier(String declared, TypeFamily family) {
    Matcher length = LENGTH.matcher(declared);
    if (!length.find()) {
      return -1;
    }
    int first = Integer.parseInt(length.group(1));
    int second = length.group(2) == null ? 0 : Integer.parseInt(length.group(2));
    return switch (family) {
      case TEXT -> first + HEADER;
      case NUMERIC -> ((first << 16) | second) + HEADER;
      default -> -1;
    };
  }
}
