package io.changeover.migration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SchemaListingTest {
  @Test
  void whatIsKeptAsATextIsTheSameListing() {
    SchemaListing listing =
        new SchemaListing(List.of("function f() as\n--\n-- a banner\n--\nselect 1", "table t"));

    SchemaListing kept = SchemaListing.parse(listing.text());

    assertThat(kept.differencesTo(listing)).isEmpty();
    assertThat(listing.differencesTo(kept)).isEmpty();
    assertThat(kept.differencesTo(new SchemaListing(List.of("table t", "table u"))))
        .contains("+ table u")
        .anyMatch(line -> line.startsWith("- function f()"));
  }
}
