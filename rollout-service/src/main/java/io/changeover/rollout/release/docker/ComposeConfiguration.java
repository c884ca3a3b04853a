package io.changeover.rollout.release.docker;

import java.util.Map;
import java.util.TreeMap;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** What Compose says of its file after it has filled in the variables. */
final class ComposeConfiguration {
  private ComposeConfiguration() {}

  /** The images that are built, by service; empty where the file gives an image no name. */
  static Map<String, String> builtImages(String yaml) {
    Object document = new Load(LoadSettings.builder().build()).loadFromString(yaml);
    Map<String, String> images = new TreeMap<>();
    if (document instanceof Map<?, ?> root && root.get("services") instanceof Map<?, ?> services) {
      services.forEach((name, content) -> {
        if (content instanceof Map<?, ?> service && service.get("build") != null) {
          Object image = service.get("image");
          images.put(String.valueOf(name), image == null ? "" : String.valueOf(image));
        }
      });
    }
    return images;
  }
}
