package io.changeover.contracts.step;

import java.util.List;

/** Checks what a plan gives as program and arguments. */
final class Words {
  /** More words than this belong into a file of the workspace. */
  static final int MOST = 100;

  private Words() {}

  /**
   * A program and its arguments.
   *
   * @throws IllegalArgumentException when there is no program, there are too many words, or one
   *     could not be given to a process
   */
  static List<String> program(List<String> words) {
    if (words.isEmpty()) {
      throw new IllegalArgumentException("a command has a program at least");
    }
    return arguments(words);
  }

  /** The same, but nothing at all will do as well. */
  static List<String> arguments(List<String> words) {
    if (words.size() > MOST) {
      throw new IllegalArgumentException("a command has at most " + MOST + " words");
    }
    if (!words.isEmpty() && words.getFirst().startsWith("-")) {
      throw new IllegalArgumentException(
          "'" + words.getFirst() + "' starts with '-' and is no program");
    }
    if (words.stream().anyMatch(word -> word.indexOf('\0') >= 0)) {
      throw new IllegalArgumentException("no word of a command can hold the character NUL");
    }
    return List.copyOf(words);
  }
}
