package io.changeover.contracts.step;

import com.fasterxml.jackson.annotation.JsonTypeName;
import io.changeover.contracts.ByteSize;
import io.changeover.contracts.Specialist;
import io.changeover.contracts.TargetAlias;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the free space of the file system below a path.
 *
 * @param path an absolute path on the specialist's host
 * @param freeAtLeast the least free space
 * @param freePercentAtLeast the least free share of the file system, in percent
 * @param timesDatabaseSize the least free space as a multiple of the size of {@code target}
 */
@JsonTypeName("disk")
@DoneBy(Specialist.VALIDATION)
public record Disk(
    String path,
    @Nullable ByteSize freeAtLeast,
    @Nullable Integer freePercentAtLeast,
    @Nullable Integer timesDatabaseSize,
    @Nullable TargetAlias target)
    implements StepSpec {
  public Disk {
    if (timesDatabaseSize != null && target == null) {
      throw new IllegalArgumentException("timesDatabaseSize needs a target");
    }
  }

  @Override
  public Set<TargetAlias> targets() {
    return target == null ? Set.of() : Set.of(target);
  }
}
