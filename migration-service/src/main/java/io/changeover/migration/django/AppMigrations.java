package io.changeover.migration.django;

import io.changeover.contracts.FailureCode;
import io.changeover.kit.step.StepFailure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The migrations of an app in their order, as {@code manage.py showmigrations} prints them:
 *
 * <pre>
 * tickets
 *  [X] 0001_initial
 *  [ ] 0002_priority (3 squashed migrations)
 * </pre>
 *
 * @param squashed how many migrations the squashed ones stand for; the ledger holds those as well
 */
record AppMigrations(String app, List<String> names, int squashed) {
  /** Before all migrations, as Django calls it. */
  static final String ZERO = "zero";

  private static final Pattern APP = Pattern.compile("(\\w+)");
  private static final Pattern MIGRATION =
      Pattern.compile(" \\[[X \\-]\\] (\\w+)(?: \\((\\d{1,6}) squashed migrations?\\).*)?");

  AppMigrations {
    names = List.copyOf(names);
  }

  static AppMigrations none(String app) {
    return new AppMigrations(app, List.of(), 0);
  }

  /** By the app's label. Lines that look otherwise come from the project and are passed over. */
  static Map<String, AppMigrations> parse(Iterable<String> lines) {
    Map<String, AppMigrations> apps = new LinkedHashMap<>();
    String current = "";
    for (String line : lines) {
      Matcher app = APP.matcher(line);
      Matcher migration = MIGRATION.matcher(line);
      if (app.matches()) {
        current = app.group(1);
        apps.put(current, none(current));
      } else if (migration.matches() && apps.containsKey(current)) {
        int squashed = migration.group(2) == null ? 0 : Integer.parseInt(migration.group(2));
        apps.compute(
            current, (label, before) -> before == null ? null : before.with(migration, squashed));
      }
    }
    return apps;
  }

  private AppMigrations with(Matcher migration, int standsFor) {
    List<String> more = new ArrayList<>(names);
    more.add(migration.group(1));
    return new AppMigrations(app, more, squashed + standsFor);
  }

  /**
   * The migration that a plan means: a name, or the start of one; {@link #ZERO} stays.
   *
   * @throws StepFailure {@code refused} when there is none, or more than one
   */
  String wanted(String text) throws StepFailure {
    if (text.equals(ZERO) || names.contains(text)) {
      return text;
    }
    if (names.isEmpty()) {
      throw new StepFailure(
          FailureCode.REFUSED,
          "manage.py lists no migrations of the app %s.".formatted(app),
          "See that the workspace is at the right commit and that 'manage.py showmigrations %s' lists them, then retry the step."
              .formatted(app));
    }
    List<String> found = names.stream().filter(name -> name.startsWith(text)).toList();
    if (found.size() != 1) {
      throw new StepFailure(
          FailureCode.REFUSED,
          "The app %s has %s migration '%s'."
              .formatted(app, found.isEmpty() ? "no" : "more than one", text),
          "Name one of its migrations in full: %s.".formatted(String.join(", ", names)));
    }
    return found.getFirst();
  }

  /** How many migrations are applied when this one is the last: 0 for {@link #ZERO}. */
  int place(String name) {
    return names.indexOf(name) + 1;
  }
}
