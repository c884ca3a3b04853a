package io.changeover.orchestrator.plan.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/** An example's coverage.tsv: what became of each item of its checklist. */
record Coverage(List<Row> rows) {
  /** One item. */
  record Row(String id, String how, List<String> steps, String note) {}

  static Coverage of(String example) throws IOException {
    List<String> lines =
        Files.readAllLines(Project.file("examples/%s/coverage.tsv".formatted(example)));
    assertThat(lines.getFirst()).isEqualTo("id\thow\tstep\tnote");
    List<Row> rows = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.split("\t", -1);
      assertThat(cells).as(line).hasSize(4);
      List<String> steps = cells[2].isEmpty() ? List.of() : List.of(cells[2].split(",", -1));
      rows.add(new Row(cells[0], cells[1], steps, cells[3]));
    }
    return new Coverage(rows);
  }

  long count(String how) {
    return rows.stream().filter(row -> row.how().equals(how)).count();
  }

  double percent(String how) {
    return 100.0 * count(how) / rows.size();
  }

  void say(String example) {
    System.out.printf(
        "%s: %d items, %d automated, %d tasks, %d not applicable%n",
        example, rows.size(), count("automated"), count("task"), count("not-applicable"));
  }
}
