package io.changeover.contracts.step;

import com.fasterxml.jackson.annotation.JsonTypeName;
import io.changeover.contracts.Argument;
import io.changeover.contracts.Specialist;
import io.changeover.contracts.TargetAlias;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Talks to an application's mail server up to where a mail would begin, and takes it back: nobody
 * gets one.
 *
 * @param from the sender that the server must accept
 * @param to the recipient that the server must accept
 * @param startTls whether the server must offer STARTTLS; false when absent
 */
@JsonTypeName("smtp")
@DoneBy(value = Specialist.VALIDATION, targets = DoneBy.Sort.APPLICATION)
public record Smtp(TargetAlias target, Argument from, Argument to, @Nullable Boolean startTls)
    implements StepSpec {
  public Smtp {
    startTls = startTls != null && startTls;
  }

  @Override
  public Set<TargetAlias> targets() {
    return Set.of(target);
  }
}
