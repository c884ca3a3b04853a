package io.changeover.contracts.json;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Executable;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.AnnotatedField;
import tools.jackson.databind.introspect.AnnotatedMember;
import tools.jackson.databind.introspect.AnnotatedMethod;
import tools.jackson.databind.introspect.AnnotatedParameter;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;

/**
 * A component of the contracts that is not {@link Nullable} has to be there: a record that lacks it
 * is refused when it is read, not when somebody stumbles over the null.
 */
final class Required extends JacksonAnnotationIntrospector {
  private static final long serialVersionUID = 1L;
  private static final String CONTRACTS = "io.changeover.contracts.";

  @Override
  public @Nullable Boolean hasRequiredMarker(MapperConfig<?> config, AnnotatedMember member) {
    return isRequired(member) ? Boolean.TRUE : super.hasRequiredMarker(config, member);
  }

  @Override
  public JsonSetter.Value findSetterInfo(MapperConfig<?> config, Annotated annotated) {
    return isRequired(annotated)
        ? JsonSetter.Value.forValueNulls(Nulls.FAIL)
        : super.findSetterInfo(config, annotated);
  }

  private static boolean isRequired(Annotated annotated) {
    return annotated instanceof AnnotatedMember member
        && member.getDeclaringClass().isRecord()
        && member.getDeclaringClass().getName().startsWith(CONTRACTS)
        && type(member).filter(type -> !type.isAnnotationPresent(Nullable.class)).isPresent();
  }

  private static Optional<AnnotatedType> type(AnnotatedMember member) {
    return switch (member) {
      case AnnotatedParameter parameter
          when parameter.getOwner().getMember() instanceof Executable executable ->
          Optional.of(executable.getAnnotatedParameterTypes()[parameter.getIndex()]);
      case AnnotatedField field -> Optional.of(field.getAnnotated().getAnnotatedType());
      case AnnotatedMethod method -> Optional.of(method.getAnnotated().getAnnotatedReturnType());
      default -> Optional.empty();
    };
  }
}
