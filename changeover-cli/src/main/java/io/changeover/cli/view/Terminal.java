package io.changeover.cli.view;

import java.io.Console;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Standard error as a person sees it: a terminal that can be drawn on, or a log. */
public final class Terminal {
  private static final int USUAL_WIDTH = 100;
  private static final int USUAL_HEIGHT = 40;

  private final PrintStream out;
  private final boolean drawable;
  private final boolean coloured;
  private int drawn;

  private Terminal(PrintStream out, boolean drawable, boolean coloured) {
    this.out = out;
    this.drawable = drawable;
    this.coloured = coloured;
  }

  /**
   * Standard error, in UTF-8; without colours where NO_COLOR is set, without drawing where it is no
   * terminal.
   */
  public static Terminal stderr() {
    boolean terminal =
        Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent()
            && !"dumb".equals(System.getenv("TERM"));
    boolean noColor = System.getenv("NO_COLOR") != null && !System.getenv("NO_COLOR").isEmpty();
    // Whatever the language: the tree's signs are in no smaller character set.
    PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
    return new Terminal(err, terminal, terminal && !noColor);
  }

  /** Whether lines can be replaced. */
  public boolean drawable() {
    return drawable;
  }

  /** A line that stays. */
  public void line(String text) {
    wipe();
    out.println(text);
    out.flush();
  }

  /** Lines that the next ones replace. */
  public void draw(List<String> lines) {
    wipe();
    int width = width();
    // What is higher than the screen could not be replaced; the end is what counts.
    List<String> visible = lines.subList(Math.max(0, lines.size() - height() + 1), lines.size());
    for (String line : visible) {
      out.println(cut(line, width));
    }
    drawn = visible.size();
    out.flush();
  }

  /** Lines that were drawn stay as they are from now on. */
  public void keep() {
    drawn = 0;
  }

  private void wipe() {
    if (drawn > 0) {
      out.print("\033[" + drawn + "F\033[J");
      drawn = 0;
    }
  }

  public Paint paint() {
    return new Paint(coloured);
  }

  private static int width() {
    return size("COLUMNS", USUAL_WIDTH);
  }

  /** How many lines the screen has. */
  int height() {
    return size("LINES", USUAL_HEIGHT);
  }

  private static int size(String variable, int usual) {
    String given = System.getenv(variable);
    return given != null && given.matches("[0-9]{2,4}") ? Integer.parseInt(given) : usual;
  }

  /** Cuts what would wrap, counting only what is visible. */
  private static String cut(String line, int width) {
    StringBuilder kept = new StringBuilder();
    int visible = 0;
    boolean escape = false;
    for (int at = 0; at < line.length(); at++) {
      char one = line.charAt(at);
      if (one == '\033') {
        escape = true;
      }
      if (escape || visible < width) {
        kept.append(one);
      }
      if (!escape) {
        visible++;
      } else if (one == 'm') {
        escape = false;
      }
    }
    return kept.toString();
  }
}
