package io.changeover.testsupport.slack;

import io.changeover.testsupport.web.Html;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** Block Kit as HTML: header, section, context, divider, actions, image. */
final class Blocks {
  private Blocks() {}

  static String toHtml(JsonNode blocks) {
    return each(blocks).map(Blocks::block).collect(Collectors.joining());
  }

  private static String block(JsonNode block) {
    String type = block.path("type").asString("");
    return switch (type) {
      case "header" -> "<h3>" + text(block.path("text")) + "</h3>";
      case "section" -> section(block);
      case "context" -> wrapped("context", block.path("elements"));
      case "actions" -> wrapped("actions", block.path("elements"));
      case "divider" -> "<hr>";
      case "image" ->
          "<p class=\"alt\">🖼 " + Html.escape(block.path("alt_text").asString("")) + "</p>";
      default -> "<p class=\"alt\">[" + Html.escape(type) + "]</p>";
    };
  }

  private static String section(JsonNode block) {
    StringBuilder html = new StringBuilder("<div class=\"section\">");
    if (block.has("text")) {
      html.append("<div>").append(text(block.path("text"))).append("</div>");
    }
    if (block.has("fields")) {
      html.append("<div class=\"fields\">");
      each(block.path("fields"))
          .forEach(field -> html.append("<div>").append(text(field)).append("</div>"));
      html.append("</div>");
    }
    if (block.has("accessory")) {
      html.append(element(block.path("accessory")));
    }
    return html.append("</div>").toString();
  }

  private static String wrapped(String name, JsonNode elements) {
    return "<div class=\""
        + name
        + "\">"
        + each(elements).map(Blocks::element).collect(Collectors.joining())
        + "</div>";
  }

  private static String element(JsonNode element) {
    return switch (element.path("type").asString("")) {
      case "button" -> button(element);
      case "image" ->
          "<span class=\"alt\">🖼 "
              + Html.escape(element.path("alt_text").asString(""))
              + "</span>";
      default -> "<span>" + text(element) + "</span>";
    };
  }

  private static String button(JsonNode button) {
    String style = button.path("style").asString("default");
    String url = button.path("url").asString("");
    String label = text(button.path("text"));
    String shown = "<span class=\"button " + Html.escape(style) + "\">" + label + "</span>";
    return url.startsWith("http://") || url.startsWith("https://")
        ? "<a rel=\"noreferrer noopener\" target=\"_blank\" href=\""
            + Html.escape(url)
            + "\">"
            + shown
            + "</a>"
        : shown;
  }

  private static String text(JsonNode text) {
    String content = text.path("text").asString("");
    return "mrkdwn".equals(text.path("type").asString(""))
        ? Mrkdwn.toHtml(content)
        : Mrkdwn.plain(content);
  }

  private static java.util.stream.Stream<JsonNode> each(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }
}
