package io.changeover.notification.notice;

import java.util.List;
import java.util.Set;

/**
 * Something that people are told once. All texts are plain; whoever renders it escapes them.
 *
 * @param title what is deployed where
 * @param headline what happened, in a few words
 * @param lines what is to know, each a short line
 * @param next what to do now or what happens now; empty when there is nothing to say
 * @param overview the phases as they stand; empty where it would not help
 */
public record Notice(
    Tone tone,
    String title,
    String headline,
    List<Fact> facts,
    List<String> lines,
    List<String> next,
    List<String> overview,
    Set<Outlet> outlets) {
  public Notice {
    facts = List.copyOf(facts);
    lines = List.copyOf(lines);
    next = List.copyOf(next);
    overview = List.copyOf(overview);
    outlets = Set.copyOf(outlets);
  }

  Notice with(List<Fact> newFacts) {
    return new Notice(tone, title, headline, newFacts, lines, next, overview, outlets);
  }

  Notice saying(List<String> newLines) {
    return new Notice(tone, title, headline, facts, newLines, next, overview, outlets);
  }

  Notice next(List<String> newNext) {
    return new Notice(tone, title, headline, facts, lines, newNext, overview, outlets);
  }

  Notice showing(List<String> newOverview) {
    return new Notice(tone, title, headline, facts, lines, next, newOverview, outlets);
  }
}
