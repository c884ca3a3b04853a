package io.changeover.standalone;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.beans.factory.config.YamlMapFactoryBean;
import org.springframework.beans.factory.config.YamlPropertiesFactoryBean;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.ClassPathResource;

/** What docker-compose.yml says, and what of it does not fit the services. */
final class ComposeFile {
  private static final ImageSettings IMAGES = new ImageSettings();
  private static final Pattern SCHEMA = Pattern.compile("[?&]currentSchema=([a-z]+)");

  private final KnownSettings settings;
  private final Path project;
  private final List<String> findings = new ArrayList<>();

  private ComposeFile(KnownSettings settings, Path project) {
    this.settings = settings;
    this.project = project;
  }

  /** What does not fit; empty when all does. */
  static List<String> findings(String text, KnownSettings settings, Path project) {
    YamlMapFactoryBean yaml = new YamlMapFactoryBean();
    yaml.setResources(new ByteArrayResource(text.getBytes(StandardCharsets.UTF_8)));
    Map<String, Object> document = new TreeMap<>(yaml.getObject());
    ComposeFile file = new ComposeFile(settings, project);
    Map<String, Object> services = map(document.get("services"));
    services.forEach((name, service) -> file.look(name, map(service), services));
    file.lookAtVolumes(services, map(document.get("volumes")).keySet());
    return file.findings;
  }

  private void look(String name, Map<String, Object> service, Map<String, Object> services) {
    map(service.get("depends_on"))
        .forEach((other, how) -> dependency(name, other, map(how), services));
    if (!service.containsKey("build")) {
      foreign(name, service);
      return;
    }
    Object module = map(map(service.get("build")).get("args")).get("SERVICE");
    if (!(name + "-service").equals(module)
        || !Files.isRegularFile(project.resolve(module + "/pom.xml"))) {
      findings.add("%s is built of %s, which is not its module".formatted(name, module));
      return;
    }
    Map<String, Object> environment = map(service.get("environment"));
    environment.keySet().stream()
        .filter(variable -> !settings.isRead(name, variable))
        .forEach(variable -> findings.add("%s does not read %s".formatted(name, variable)));
    own(name, service, environment);
  }

  /** One that is an image of somebody else's. */
  private void foreign(String name, Map<String, Object> service) {
    String image = String.valueOf(service.get("image")).replaceFirst(":.*", "");
    Optional<Predicate<String>> reads = IMAGES.of(image);
    if (reads.isEmpty()) {
      findings.add("of %s, the image of %s, nothing is known".formatted(image, name));
      return;
    }
    map(service.get("environment")).keySet().stream()
        .filter(reads.get().negate())
        .forEach(variable -> findings.add("%s does not read %s".formatted(name, variable)));
  }

  private void dependency(
      String name, String other, Map<String, Object> how, Map<String, Object> services) {
    Map<String, Object> service = map(services.get(other));
    if (service.isEmpty()) {
      findings.add("%s depends on %s, which is not there".formatted(name, other));
    } else if ("service_healthy".equals(how.get("condition"))
        && !service.containsKey("healthcheck")) {
      findings.add("%s waits for the health of %s, which has none".formatted(name, other));
    }
  }

  /** The port and the schema are those of the service's own settings file. */
  private void own(String name, Map<String, Object> service, Map<String, Object> environment) {
    YamlPropertiesFactoryBean yaml = new YamlPropertiesFactoryBean();
    yaml.setResources(new ClassPathResource(name + "-service.yml"));
    Map<Object, Object> own = yaml.getObject();
    String port = String.valueOf(own.get("server.port"));
    String published =
        "127.0.0.1:${%s_PORT:-%s}:%s".formatted(name.toUpperCase(Locale.ROOT), port, port);
    if (!List.of(published).equals(service.get("ports"))) {
      findings.add("%s publishes %s, not %s".formatted(name, service.get("ports"), published));
    }
    Object asked = map(service.get("healthcheck")).get("test");
    if (!List.of("CMD", "/app/healthy", port).equals(asked)) {
      findings.add("%s is asked for its health by %s, not at port %s".formatted(name, asked, port));
    }
    Matcher schema = SCHEMA.matcher(String.valueOf(environment.get("SPRING_DATASOURCE_URL")));
    Object expected = own.get("spring.flyway.default-schema");
    if (!schema.find() || !schema.group(1).equals(expected)) {
      findings.add("%s does not use its schema %s".formatted(name, expected));
    }
  }

  private void lookAtVolumes(Map<String, Object> services, Set<String> declared) {
    Set<String> used = new TreeSet<>();
    services.forEach((name, service) -> used.addAll(namedVolumes(name, map(service))));
    if (!used.equals(declared)) {
      findings.add("volumes used are %s, declared are %s".formatted(used, declared));
    }
  }

  private Set<String> namedVolumes(String name, Map<String, Object> service) {
    Set<String> named = new TreeSet<>();
    Set<String> places = new TreeSet<>();
    for (Object volume : (List<?>) service.getOrDefault("volumes", List.of())) {
      String[] parts = String.valueOf(volume).split(":", -1);
      if (!places.add(parts[1])) {
        findings.add("%s has two volumes at %s".formatted(name, parts[1]));
      }
      if (!parts[0].startsWith(".")) {
        named.add(parts[0]);
      }
    }
    return named;
  }

  private static Map<String, Object> map(Object value) {
    Map<String, Object> copy = new TreeMap<>();
    if (value instanceof Map<?, ?> given) {
      given.forEach(
          (key, content) -> copy.put(String.valueOf(key), content == null ? "" : content));
    }
    return copy;
  }
}
