package io.changeover.orchestrator.plan.yaml;

import io.changeover.contracts.Role;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Who agrees, signs and is told. */
final class PeopleChecks {
  private static final Pattern ADDRESS = Pattern.compile("[^@\\s]{1,64}@[^@\\s]{1,255}");

  private PeopleChecks() {}

  static void waiversAreAgreedTo(Draft draft, Findings findings) {
    Document document = draft.document();
    if (!document.root().path("waive").isMissingNode()
        && document.root().path("approve").size() == 0) {
      findings.add(
          document.keyAt("/waive"),
          "nobody-approves",
          "The plan goes without something, but nobody is asked to agree to that.",
          "Add approve: [{role: technical-lead, count: 1}].");
    }
  }

  static void rolesAreNamedOnce(Draft draft, Findings findings) {
    Document document = draft.document();
    Set<String> approving = new HashSet<>();
    Set<String> signing = new HashSet<>();
    JsonNode approve = document.root().path("approve");
    for (int i = 0; approve.isArray() && i < approve.size(); i++) {
      once(document, "/approve/" + i + "/role", approving, findings);
    }
    JsonNode signOff = document.root().path("sign-off");
    for (int i = 0; signOff.isArray() && i < signOff.size(); i++) {
      once(document, "/sign-off/" + i, signing, findings);
    }
  }

  private static void once(Document document, String at, Set<String> seen, Findings findings) {
    String role = document.root().at(at).asString("");
    if (role.matches(Role.PATTERN) && !seen.add(role)) {
      findings.add(
          document.valueAt(at),
          "duplicate-role",
          "The role '%s' stands here a second time.".formatted(role),
          "Keep one; 'count' says how many people of it are needed to approve.");
    }
  }

  static void addressesAreAddresses(Draft draft, Findings findings) {
    JsonNode addresses = draft.document().root().at("/notify/email");
    for (int i = 0; addresses.isArray() && i < addresses.size(); i++) {
      String address = addresses.get(i).asString("");
      if (!ADDRESS.matcher(address).matches()) {
        findings.add(
            draft.document().valueAt("/notify/email/" + i),
            "wrong-form",
            "'%s' is no e-mail address.".formatted(Findings.shortened(address, 60)),
            "For example: team@example.org.");
      }
    }
  }
}
