package io.changeover.backup.restore;

import io.changeover.backup.server.ServerDatabases;
import io.changeover.backup.server.ServerDatabases.Found;
import java.sql.SQLException;
import java.util.Optional;

/**
 * How far a restore has come. It is read from the server's list of databases and nothing else, so
 * that an attempt after a crash at any point knows what is left to do.
 *
 * <pre>
 * stage     name taken by   copy            replaced one  what is done
 * NOTHING   old, or nobody  none, unmarked  none          drop the copy, restore anew
 * RESTORED  old             marked          none          block and swap; old may be blocked already
 * VACANT    nobody          marked          any           give the copy the name
 * NAMELESS  nobody          none, unmarked  there         give the replaced one its name back
 * SWAPPED   the copy        none            there, or     make the replaced one read-only
 *                                           none
 * </pre>
 *
 * <p>A copy is marked in its comment once it was compared, and a replaced database when it loses
 * its name. Both renames and the mark are one transaction, so VACANT with a replaced database and
 * NAMELESS are not left by a crash, only by somebody's hand.
 *
 * @param live who has the name that applications use
 * @param copy the restored database while it still has its working name
 * @param kept the replaced database
 */
record Standing(Stage stage, Optional<Found> live, Optional<Found> copy, Optional<Found> kept) {
  enum Stage {
    NOTHING,
    RESTORED,
    VACANT,
    NAMELESS,
    SWAPPED
  }

  static Standing read(ServerDatabases databases, String name, String copyName, Marks marks)
      throws SQLException {
    Optional<Found> live = databases.find(name);
    Optional<Found> copy = databases.find(copyName);
    Optional<Found> kept = databases.marked(marks.replaced());
    return new Standing(stage(live, copy, kept, marks), live, copy, kept);
  }

  private static Stage stage(
      Optional<Found> live, Optional<Found> copy, Optional<Found> kept, Marks marks) {
    if (has(live, marks.restored())) {
      return Stage.SWAPPED;
    }
    if (has(copy, marks.restored())) {
      return live.isPresent() ? Stage.RESTORED : Stage.VACANT;
    }
    return live.isEmpty() && kept.isPresent() ? Stage.NAMELESS : Stage.NOTHING;
  }

  private static boolean has(Optional<Found> database, String mark) {
    return database.filter(found -> found.comment().startsWith(mark)).isPresent();
  }
}
