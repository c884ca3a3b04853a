package io.changeover.contracts.json;

import com.fasterxml.jackson.annotation.JsonTypeName;
import io.changeover.contracts.Argument;
import io.changeover.contracts.ByteSize;
import io.changeover.contracts.CommandId;
import io.changeover.contracts.DeploymentId;
import io.changeover.contracts.Digest;
import io.changeover.contracts.Direction;
import io.changeover.contracts.RelativePath;
import io.changeover.contracts.StepId;
import io.changeover.contracts.TargetAlias;
import io.changeover.contracts.UrlPath;
import io.changeover.contracts.VariableName;
import io.changeover.contracts.WorkspaceName;
import io.changeover.contracts.event.DeploymentEvent;
import io.changeover.contracts.step.CatalogueProbe;
import io.changeover.contracts.step.Command;
import io.changeover.contracts.step.Compose;
import io.changeover.contracts.step.ComposeService;
import io.changeover.contracts.step.DoneProbe;
import io.changeover.contracts.step.Expectation;
import io.changeover.contracts.step.ExpectedOutput;
import io.changeover.contracts.step.HealthPoint;
import io.changeover.contracts.step.Query;
import io.changeover.contracts.step.Queue;
import io.changeover.contracts.step.Railway;
import io.changeover.contracts.step.Restart;
import io.changeover.contracts.step.ScenarioRequest;
import io.changeover.contracts.step.StepSpec;
import io.changeover.contracts.step.Upload;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Filled-in values of the contracts' records, made from their components' types. */
final class Samples {
  private static final Map<Class<?>, Object> FIXED =
      Map.ofEntries(
          Map.entry(String.class, "some text"),
          Map.entry(int.class, 7),
          Map.entry(Integer.class, 7),
          Map.entry(long.class, 42L),
          Map.entry(Long.class, 42L),
          Map.entry(boolean.class, true),
          Map.entry(Boolean.class, true),
          Map.entry(Duration.class, Duration.ofSeconds(90)),
          Map.entry(Instant.class, Instant.parse("2026-03-01T20:00:00.123456Z")),
          Map.entry(Digest.class, new Digest("0123456789abcdef".repeat(4))),
          Map.entry(Argument.class, new Argument("head")),
          Map.entry(UrlPath.class, new UrlPath("/health?full=true")),
          Map.entry(RelativePath.class, new RelativePath("versions/*.py")),
          Map.entry(ByteSize.class, new ByteSize(2_500_000_000_000L)),
          Map.entry(
              ScenarioRequest.class,
              new ScenarioRequest("log in", null, "/login", null, 201, null, null, null)),
          Map.entry(DoneProbe.class, new DoneProbe("SELECT count(*) > 0 FROM orders", null)),
          Map.entry(CatalogueProbe.class, new CatalogueProbe("orders_by_day", null)),
          Map.entry(
              Compose.class,
              new Compose(
                  new WorkspaceName("shop"),
                  "shop",
                  "v1.2.3",
                  null,
                  List.of("auth"),
                  null,
                  List.of(new HealthPoint(new TargetAlias("auth"), new UrlPath("/api/health/"))),
                  Duration.ofSeconds(90),
                  3)),
          Map.entry(
              Restart.class,
              new Restart(
                  new TargetAlias("app"),
                  null,
                  new ComposeService("shop", "auth"),
                  null,
                  new UrlPath("/health"),
                  Duration.ofSeconds(90))),
          Map.entry(
              Railway.class,
              new Railway(
                  new WorkspaceName("shop"),
                  "auth",
                  "production",
                  "v1.2.3",
                  "v1.2.2",
                  new RelativePath("auth"),
                  List.of(new HealthPoint(new TargetAlias("auth"), new UrlPath("/api/health/"))),
                  null,
                  null)),
          Map.entry(
              Command.class,
              new Command(
                  new WorkspaceName("shop"),
                  new RelativePath("scripts"),
                  new TargetAlias("db"),
                  List.of("node", "populate.js", "--batch", "500"),
                  List.of("node", "unpopulate.js"),
                  List.of(new VariableName("NODE_ENV")),
                  List.of(0, 3),
                  new ExpectedOutput("all there", "^[0-9]+ products$"),
                  new DoneProbe(null, List.of("node", "populated.js")),
                  true,
                  null,
                  null)),
          Map.entry(
              Queue.class,
              new Queue(new TargetAlias("db"), new Argument("mails"), 100, null, null)),
          Map.entry(
              Upload.class,
              new Upload(
                  new TargetAlias("db"), null, null, new UrlPath("/files"), null, null, null)),
          Map.entry(Expectation.class, new Expectation(3L, null, null, null)),
          Map.entry(
              Query.class,
              new Query(
                  new TargetAlias("db"),
                  "SELECT deadlocks FROM pg_stat_database",
                  new Expectation(null, null, null, 0L),
                  new StepId("deadlocks-before"))),
          Map.entry(
              CommandId.class,
              CommandId.of(
                  new DeploymentId("0198-aaaa-bbbb"),
                  new StepId("create-tables"),
                  Direction.FORWARD,
                  1)));

  private Samples() {}

  /** Every record of a sealed family, or the record itself. */
  static Stream<Class<?>> leaves(Class<?> type) {
    return type.isSealed()
        ? Stream.of(type.getPermittedSubclasses()).flatMap(Samples::leaves)
        : Stream.of(type);
  }

  /** A value with every component filled in. */
  static Object full(Class<?> type) {
    return make(type, true);
  }

  /** A value with only those components that must be there. */
  static Object least(Class<?> type) {
    return make(type, false);
  }

  private static Object make(Class<?> type, boolean all) {
    Object fixed = FIXED.get(type);
    if (fixed != null) {
      return fixed;
    }
    if (type.isEnum()) {
      return type.getEnumConstants()[0];
    }
    if (type == JsonNode.class) {
      return Json.mapper().readTree("{\"a\": [1, \"two\", null], \"b\": {\"c\": true}}");
    }
    if (type.isSealed()) {
      return make(first(type), all);
    }
    return record(type, all);
  }

  private static Class<?> first(Class<?> sealed) {
    return leaves(sealed).filter(leaf -> sealed != DeploymentEvent.class).findFirst().orElseThrow();
  }

  private static Object record(Class<?> type, boolean all) {
    RecordComponent[] components = type.getRecordComponents();
    if (components.length == 1 && components[0].getName().equals("value")) {
      return construct(type, "some-" + name(type));
    }
    List<@Nullable Object> values = new ArrayList<>();
    for (RecordComponent component : components) {
      boolean optional = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
      values.add(optional && !all ? null : value(component.getGenericType(), all));
    }
    return construct(type, values.toArray());
  }

  private static String name(Class<?> type) {
    return type.getSimpleName().toLowerCase(java.util.Locale.ROOT);
  }

  private static Object value(Type type, boolean all) {
    if (!(type instanceof ParameterizedType generic)) {
      return make((Class<?>) type, all);
    }
    List<Object> parts =
        Arrays.stream(generic.getActualTypeArguments()).map(part -> value(part, all)).toList();
    Class<?> raw = (Class<?>) generic.getRawType();
    if (raw == Map.class) {
      return Map.of(parts.get(0), parts.get(1));
    }
    return raw == Set.class ? Set.of(parts.getFirst()) : List.of(parts.getFirst());
  }

  private static Object construct(Class<?> type, @Nullable Object... values) {
    try {
      Class<?>[] types =
          Arrays.stream(type.getRecordComponents())
              .map(RecordComponent::getType)
              .toArray(Class<?>[]::new);
      Constructor<?> constructor = type.getDeclaredConstructor(types);
      return constructor.newInstance(values);
    } catch (ReflectiveOperationException impossible) {
      throw new LinkageError(type + " cannot be made of " + Arrays.toString(values), impossible);
    }
  }

  static List<Class<?>> stepKinds() {
    return leaves(StepSpec.class)
        .filter(kind -> kind.isAnnotationPresent(JsonTypeName.class))
        .toList();
  }
}
