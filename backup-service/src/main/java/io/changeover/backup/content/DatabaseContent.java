package io.changeover.backup.content;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.changeover.contracts.Digest;
import io.changeover.kit.postgres.TableFingerprints;
import java.util.List;

/**
 * What is in a database, read under one snapshot.
 *
 * @param schema fingerprint of all definitions
 * @param tables all of the user's own
 */
public record DatabaseContent(Digest schema, List<TableContent> tables) {
  public DatabaseContent {
    tables = List.copyOf(tables);
  }

  /** The rows of all tables. */
  @JsonIgnore
  public long rows() {
    return tables.stream().mapToLong(TableContent::rows).sum();
  }

  /** One digest for the rows of all tables. */
  @JsonIgnore
  public Digest data() {
    return TableFingerprints.digest(tables.stream().map(TableContent::fingerprint).toList());
  }
}
