package io.changeover.orchestrator.plan.yaml;

import com.networknt.schema.Error;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Tells what is wrong with keys. */
record KeyFindings(SchemaParts parts) {
  void unknown(Error error, String pointer, Document document, Findings findings) {
    String key = error.getProperty();
    Place place = document.keyAt(Document.member(pointer, key));
    if (Kinds.BY_WORD.containsKey(key) && pointer.matches(".*/(checks|verify)/[0-9]+")) {
      findings.add(
          place,
          "no-check",
          "'%s' does more than look, so it cannot stand here.".formatted(key),
          "Make it a step of a phase.");
    } else {
      unknown(error, Wording.owner(document, pointer), place, findings);
    }
  }

  private void unknown(Error error, String owner, Place place, Findings findings) {
    List<String> known = parts.around(error).path("properties").propertyNames().stream().toList();
    String key = Findings.shortened(error.getProperty(), Wording.LONGEST_VALUE);
    findings.add(
        place,
        "unknown-key",
        "%s has no key '%s'.".formatted(owner, key),
        Nearest.hint(error.getProperty(), known, "Its keys are"));
  }

  void missing(Error error, String pointer, Document document, Findings findings) {
    String key = error.getProperty();
    JsonNode missing = parts.resolved(parts.around(error).path("properties").path(key));
    String example = parts.example(missing);
    findings.add(
        document.keyAt(pointer),
        "missing-key",
        "%s lacks the key '%s'.".formatted(Wording.owner(document, pointer), key),
        "Add '%s'%s.".formatted(key, example.isEmpty() ? "" : ", such as " + key + ": " + example));
  }

  void wrongName(Error error, String pointer, Document document, Findings findings) {
    String key =
        error.getProperty() == null ? error.getInstanceNode().asString("") : error.getProperty();
    String at =
        document.keys().containsKey(pointer) && pointer.endsWith("/" + key)
            ? pointer
            : Document.member(pointer, key);
    findings.add(
        document.keyAt(at),
        "wrong-form",
        "'%s' cannot be a name here.".formatted(Findings.shortened(key, Wording.LONGEST_VALUE)),
        "Names are made of small letters, digits and -.");
  }
}
