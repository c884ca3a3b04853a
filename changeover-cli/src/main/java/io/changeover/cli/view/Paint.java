package io.changeover.cli.view;

/** Colours, where there are any. */
public record Paint(boolean coloured) {
  public String good(String text) {
    return in("32", text);
  }

  public String bad(String text) {
    return in("31", text);
  }

  public String warn(String text) {
    return in("33", text);
  }

  public String faint(String text) {
    return in("2", text);
  }

  public String bold(String text) {
    return in("1", text);
  }

  private String in(String code, String text) {
    return coloured ? "\033[" + code + "m" + text + "\033[0m" : text;
  }
}
