package io.changeover.testsupport;

import io.changeover.embedded.LocalDatabase;
import io.changeover.embedded.LocalKafka;
import io.changeover.embedded.LocalPostgres;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Resolves the parameters that {@link WithInfrastructure} promises. */
final class InfrastructureExtension implements ParameterResolver {
  private static final Namespace NAMESPACE = Namespace.create(InfrastructureExtension.class);

  private static final Map<Class<?>, Function<ExtensionContext, Object>> RESOLVERS =
      Map.of(
          LocalPostgres.class,
          context -> TestInfrastructure.postgres(),
          LocalKafka.class,
          context -> TestInfrastructure.kafka(),
          LocalDatabase.class,
          InfrastructureExtension::databaseOf,
          TopicSpace.class,
          InfrastructureExtension::topicsOf);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return RESOLVERS.containsKey(parameter.getParameter().getType());
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return Optional.ofNullable(RESOLVERS.get(type)).orElseThrow().apply(context);
  }

  private static LocalDatabase databaseOf(ExtensionContext context) {
    return storeOfClass(context)
        .computeIfAbsent(
            LocalDatabase.class,
            key -> new ClassDatabase(TestInfrastructure.freshDatabase()),
            ClassDatabase.class)
        .database();
  }

  private static TopicSpace topicsOf(ExtensionContext context) {
    return storeOfClass(context)
        .computeIfAbsent(
            TopicSpace.class, key -> TestInfrastructure.freshTopics(), TopicSpace.class);
  }

  /** The store of the outermost class: nested classes share with it. */
  private static ExtensionContext.Store storeOfClass(ExtensionContext context) {
    ExtensionContext ofClass = context;
    for (Optional<ExtensionContext> above = context.getParent();
        above.flatMap(ExtensionContext::getTestClass).isPresent();
        above = ofClass.getParent()) {
      ofClass = above.orElseThrow();
    }
    return ofClass.getStore(NAMESPACE);
  }

  /** Drops the database when JUnit closes the class's store. */
  private record ClassDatabase(LocalDatabase database) implements AutoCloseable {
    @Override
    public void close() {
      TestInfrastructure.postgres().dropDatabase(database.name());
    }
  }
}
