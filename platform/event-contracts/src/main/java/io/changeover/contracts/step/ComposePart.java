package io.changeover.contracts.step;

import com.fasterxml.jackson.annotation.JsonValue;

/** One half of what {@link Compose} does. */
public enum ComposePart {
  /** Builds the images and tags them with the version; nothing that runs is touched. */
  BUILD("build"),

  /** Puts images that are there into service. */
  UP("up");

  private final String word;

  ComposePart(String word) {
    this.word = word;
  }

  /** The word for it in plans. */
  @JsonValue
  public String word() {
    return word;
  }

  @Override
  public String toString() {
    return word;
  }
}
