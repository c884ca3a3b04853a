package io.changeover.migration.alembic;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What {@code alembic history} prints: one line for each revision, newest first.
 *
 * <pre>
 * 005 -&gt; 006 (head), Foreign keys to the organization
 * a, b (c) -&gt; d (label) (mergepoint), what a revision that depends on c says of itself
 * &lt;base&gt; -&gt; 001, Base schema
 * </pre>
 *
 * <p>Lines that look otherwise come from env.py or from warnings and are passed over.
 */
final class AlembicHistory {
  private static final String ID = "[^\\s,()]+";
  private static final String IDS = ID + "(?:, " + ID + ")*";
  private static final Pattern LINE =
      Pattern.compile(
          "(<base>|%s)(?: \\((%s)\\))? -> (%s)(?: \\([^()]*\\))*(?:,.*)?".formatted(IDS, IDS, ID));
  private static final String BASE = "<base>";

  private AlembicHistory() {}

  static Revisions parse(Iterable<String> lines) {
    Map<String, Revisions.Revision> revisions = new LinkedHashMap<>();
    for (String line : lines) {
      Matcher matcher = LINE.matcher(line.strip());
      if (matcher.matches()) {
        revisions.put(
            matcher.group(3), new Revisions.Revision(ids(matcher.group(1)), ids(matcher.group(2))));
      }
    }
    return new Revisions(revisions);
  }

  private static Set<String> ids(@org.jspecify.annotations.Nullable String list) {
    return list == null || list.equals(BASE)
        ? Set.of()
        : new TreeSet<>(List.of(list.split(", ", -1)));
  }
}
