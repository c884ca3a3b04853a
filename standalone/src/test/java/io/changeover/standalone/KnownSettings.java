package io.changeover.standalone;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.net.URL;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Every setting there is: those of the framework by its own descriptions, ours by the records that
 * they are bound to.
 */
final class KnownSettings {
  private static final String OURS = "io.changeover";
  private static final String SHARED = OURS + ".kit.";

  private final Set<String> framework = framework();

  /** By name: the class that has it. */
  private final Map<String, Class<?>> ours = ours();

  /** Whether a service reads an environment variable, by the framework's own relaxed rules. */
  boolean isRead(String service, String variable) {
    ConfigurationPropertySource source =
        ConfigurationPropertySource.from(
            new SystemEnvironmentPropertySource(
                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                Map.of(variable, "x")));
    return framework.stream().anyMatch(name -> has(source, name))
        || ours.entrySet().stream()
            .filter(setting -> isOf(service, setting.getValue()))
            .anyMatch(setting -> has(source, setting.getKey()));
  }

  private static boolean isOf(String service, Class<?> settings) {
    return settings.getName().startsWith(SHARED)
        || settings.getName().startsWith("%s.%s.".formatted(OURS, service));
  }

  private static boolean has(ConfigurationPropertySource source, String name) {
    return source.getConfigurationProperty(ConfigurationPropertyName.of(name)) != null;
  }

  private static Set<String> framework() {
    Set<String> names = new TreeSet<>();
    try {
      for (URL url :
          Collections.list(
              KnownSettings.class
                  .getClassLoader()
                  .getResources("META-INF/spring-configuration-metadata.json"))) {
        try (InputStream stream = url.openStream()) {
          JsonNode description = JsonMapper.builder().build().readTree(stream);
          description
              .path("properties")
              .forEach(property -> names.add(property.path("name").asString()));
        }
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    names.removeIf(name -> !ConfigurationPropertyName.isValid(name));
    return names;
  }

  private static Map<String, Class<?>> ours() {
    ClassPathScanningCandidateComponentProvider scanner =
        new ClassPathScanningCandidateComponentProvider(false);
    scanner.addIncludeFilter(new AnnotationTypeFilter(ConfigurationProperties.class));
    Map<String, Class<?>> names = new TreeMap<>();
    for (BeanDefinition found : scanner.findCandidateComponents(OURS)) {
      try {
        Class<?> type = Class.forName(found.getBeanClassName());
        add(names, type, type, type.getAnnotation(ConfigurationProperties.class).value());
      } catch (ClassNotFoundException impossible) {
        throw new IllegalStateException(impossible);
      }
    }
    return names;
  }

  private static void add(
      Map<String, Class<?>> names, Class<?> owner, Class<?> record, String prefix) {
    for (RecordComponent component : record.getRecordComponents()) {
      String name =
          prefix + "." + component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
      if (component.getType().isRecord() && component.getType().getEnclosingClass() == owner) {
        add(names, owner, component.getType(), name);
      } else {
        names.put(name, owner);
      }
    }
  }
}
