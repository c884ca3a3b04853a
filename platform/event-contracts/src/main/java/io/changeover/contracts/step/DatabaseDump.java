package io.changeover.contracts.step;

import io.changeover.contracts.TargetAlias;
import org.jspecify.annotations.Nullable;

/** A kind of step that dumps a whole database, and leads back by restoring the dump. */
public sealed interface DatabaseDump permits MysqlDump, PostgresDump, SqliteBackup {
  TargetAlias target();

  /** How the dump is proved; only one that was restored counts as a backup. */
  @Nullable DumpVerification verify();
}
