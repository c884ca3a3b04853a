package io.changeover.orchestrator.plan.yaml;

import io.changeover.contracts.RollbackLevel;
import io.changeover.contracts.TargetAlias;
import io.changeover.contracts.plan.RehearsalPlan;
import io.changeover.contracts.step.CopyScope;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a plan wants to be rehearsed, as far as it can be read: one wrong word in it hides nothing
 * that is wrong besides.
 *
 * @param target null when it cannot be read
 * @param levels null in place of one that cannot be read
 * @param complete false when levels may be meant that are not among these
 */
record Trial(@Nullable TargetAlias target, List<@Nullable RollbackLevel> levels, boolean complete) {
  private static final String AT = "/rehearse";

  static Trial read(Document document, Values values) {
    List<@Nullable RollbackLevel> levels = new ArrayList<>();
    JsonNode written = document.root().at(AT + "/levels");
    for (int i = 0; written.isArray() && i < written.size(); i++) {
      levels.add(
          values.known(Document.element(AT + "/levels", i), RollbackLevel.class).orElse(null));
    }
    boolean readable = written.isMissingNode() ? !values.isTold(AT) : written.isArray();
    return new Trial(
        values.known(AT + "/target", TargetAlias.class).orElse(null),
        levels,
        document.root().at(AT).isObject() && readable && !levels.contains(null));
  }

  /** What is known of it; how much is copied is not asked by what looks at it. */
  @Nullable RehearsalPlan plan() {
    return target == null
        ? null
        : new RehearsalPlan(
            target, CopyScope.DATA, levels.stream().filter(Objects::nonNull).toList());
  }
}
