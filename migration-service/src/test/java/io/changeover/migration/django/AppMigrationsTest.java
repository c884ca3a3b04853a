package io.changeover.migration.django;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.changeover.kit.step.StepFailure;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AppMigrationsTest {
  /** As Django 3.2 prints it, with what a project prints by itself. */
  private static final Map<String, AppMigrations> APPS =
      AppMigrations.parse(
          """
          settings.py says hello
          accounts
           (no migrations)
          tickets
           [X] 0001_initial
           [-] 0002_squashed_0005 (4 squashed migrations) run 'manage.py migrate' to finish recording.
           [ ] 0006_priority
          workflow
           [ ] 0001_initial
          """
              .lines()
              .toList());

  @Test
  void appsAndTheirMigrationsAreFoundInOrder() {
    assertThat(APPS.keySet()).containsExactly("accounts", "tickets", "workflow");
    assertThat(APPS.get("accounts").names()).isEmpty();
    assertThat(APPS.get("tickets"))
        .isEqualTo(
            new AppMigrations(
                "tickets", List.of("0001_initial", "0002_squashed_0005", "0006_priority"), 4));
  }

  @Test
  void whatIsWantedIsFoundOrRefused() throws StepFailure {
    AppMigrations tickets = APPS.get("tickets");
    assertThat(tickets.wanted("0006")).isEqualTo("0006_priority");
    assertThat(tickets.wanted("0001_initial")).isEqualTo("0001_initial");
    assertThat(tickets.wanted("zero")).isEqualTo("zero");
    assertThatThrownBy(() -> tickets.wanted("00")).hasMessageContaining("more than one");
    assertThatThrownBy(() -> tickets.wanted("0007")).hasMessageContaining("no migration '0007'");
    assertThatThrownBy(() -> APPS.get("accounts").wanted("0001"))
        .hasMessageContaining("lists no migrations of the app accounts");
    assertThat(tickets.place("zero")).isZero();
    assertThat(tickets.place("0006_priority")).isEqualTo(3);
  }
}
