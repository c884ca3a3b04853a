package io.changeover.contracts.step;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DoneByTest {
  /** A program that only looks may stand anywhere, so the plan reader looks at each by itself. */
  private static final Set<Class<?>> ANYWHERE = Set.of(Command.class);

  static Stream<Class<?>> changing() {
    return Arrays.stream(StepSpec.class.getPermittedSubclasses())
        .filter(kind -> kind.getAnnotation(DoneBy.class).changes() && !ANYWHERE.contains(kind));
  }

  /** A rollback looks for changes only where their kinds may stand. */
  @ParameterizedTest
  @MethodSource("changing")
  void whatChangesSomethingSaysWhereItMayStand(Class<?> kind) {
    assertThat(kind.getAnnotation(DoneBy.class).in()).isNotEmpty().doesNotHaveDuplicates();
  }
}
