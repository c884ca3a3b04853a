package io.changeover.orchestrator.plan.yaml;

import com.fasterxml.classmate.ResolvedType;
import com.github.victools.jsonschema.generator.CustomDefinition;
import com.github.victools.jsonschema.generator.CustomDefinitionProviderV2;
import com.github.victools.jsonschema.generator.FieldScope;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaGenerationContext;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import com.github.victools.jsonschema.module.jackson.JacksonOption;
import com.github.victools.jsonschema.module.jackson.JacksonSchemaModule;
import io.changeover.contracts.ByteSize;
import io.changeover.contracts.RelativePath;
import io.changeover.contracts.json.Json;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes the JSON Schema of plans from the records that they are read into; words for people come
 * from schema-words.properties. Wherever something other than a text belongs, {@code ${name}} may
 * stand as well, because a parameter is filled in there.
 */
final class PlanSchemaGeneration {
  private static final String PARAMETER = "\\$\\{" + Parameters.NAME + "\\}";
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final Properties words = new Properties();

  /** One object, because the generator knows by identity which provider to leave out. */
  private final CustomDefinitionProviderV2 provider = this::definition;

  private PlanSchemaGeneration() throws IOException {
    try (Reader reader =
        new InputStreamReader(
            PlanSchemaGeneration.class.getResourceAsStream("schema-words.properties"),
            StandardCharsets.UTF_8)) {
      words.load(reader);
    }
  }

  static ObjectNode generate() throws IOException {
    return new PlanSchemaGeneration().schema();
  }

  private ObjectNode schema() {
    SchemaGeneratorConfigBuilder builder =
        new SchemaGeneratorConfigBuilder(
                Json.mapper(), SchemaVersion.DRAFT_2020_12, OptionPreset.PLAIN_JSON)
            .with(
                new JacksonSchemaModule(
                    JacksonOption.SKIP_SUBTYPE_LOOKUP, JacksonOption.IGNORE_TYPE_INFO_TRANSFORM))
            .with(
                Option.DEFINITIONS_FOR_ALL_OBJECTS,
                Option.FORBIDDEN_ADDITIONAL_PROPERTIES_BY_DEFAULT,
                Option.MAP_VALUES_AS_ADDITIONAL_PROPERTIES,
                Option.PLAIN_DEFINITION_KEYS);
    builder
        .forTypesInGeneral()
        .withPropertySorter((_, _) -> 0)
        .withCustomDefinitionProvider(provider)
        .withDescriptionResolver(type -> words(type.getType().getErasedType()));
    builder
        .forFields()
        .withRequiredCheck(field -> !isNullable(field))
        .withDescriptionResolver(this::words)
        .withInstanceAttributeOverride(this::addLimits);
    ObjectNode schema = new SchemaGenerator(builder.build()).generateSchema(PlanFile.class);
    describeParameters((ObjectNode) schema.at("/properties/parameters"));
    schema.put("$id", "https://changeover.io/plan.schema.json");
    schema.put("title", "A plan of Changeover");
    return schema;
  }

  private static void describeParameters(ObjectNode parameters) {
    parameters.putObject("propertyNames").put("pattern", "^" + Parameters.NAME + "$");
    ObjectNode value = parameters.putObject("additionalProperties");
    value.putArray("type").add("string").add("number").add("boolean").add("null");
    value.put("maxLength", Parameters.LONGEST_VALUE);
  }

  private static boolean isNullable(FieldScope field) {
    return field.getRawMember().getAnnotatedType().isAnnotationPresent(Nullable.class);
  }

  private @Nullable String words(FieldScope field) {
    return field.isFakeContainerItemScope() ? null : words.getProperty(key(field));
  }

  private @Nullable String words(Class<?> type) {
    return words.getProperty(type.getSimpleName());
  }

  private static String key(FieldScope field) {
    return field.getDeclaringType().getErasedType().getSimpleName()
        + "."
        + field.getSchemaPropertyName();
  }

  /** {@code Type.key.minimum=1} and the like stand among the words. */
  private void addLimits(ObjectNode attributes, FieldScope field, SchemaGenerationContext context) {
    if (field.isFakeContainerItemScope()) {
      return;
    }
    for (String limit : List.of("minimum", "maximum", "maxLength", "minItems", "maxItems")) {
      String value = words.getProperty(key(field) + "." + limit);
      if (value != null) {
        attributes.put(limit, Long.parseLong(value));
      }
    }
    for (String list : List.of("examples", "enum")) {
      String values = words.getProperty(key(field) + "." + list);
      if (values != null) {
        ArrayNode array = attributes.putArray(list);
        Json.mapper().readTree("[" + values + "]").forEach(array::add);
      }
    }
  }

  private @Nullable CustomDefinition definition(
      ResolvedType type, SchemaGenerationContext context) {
    Class<?> erased = type.getErasedType();
    if (erased == PlanFile.Step.class || erased == PlanFile.Check.class) {
      return withKinds(type, context);
    }
    if (JsonNode.class.isAssignableFrom(erased)) {
      return new CustomDefinition(
          NODES.objectNode(),
          CustomDefinition.DefinitionType.INLINE,
          CustomDefinition.AttributeInclusion.NO);
    }
    ObjectNode simple = simple(erased);
    if (simple != null) {
      return new CustomDefinition(simple, true);
    }
    if (type.isInstanceOf(Map.class)) {
      return new CustomDefinition(map(type, context), true);
    }
    ObjectNode word = word(erased);
    return word == null
        ? null
        : new CustomDefinition(
            word,
            CustomDefinition.DefinitionType.ALWAYS_REF,
            CustomDefinition.AttributeInclusion.YES);
  }

  private static @Nullable ObjectNode simple(Class<?> erased) {
    if (erased == String.class) {
      return NODES.objectNode().put("type", "string").put("minLength", 1).put("maxLength", 4_000);
    }
    if (erased == Integer.class
        || erased == int.class
        || erased == Long.class
        || erased == long.class) {
      return orParameter("integer");
    }
    if (erased == Boolean.class || erased == boolean.class) {
      return orParameter("boolean");
    }
    return null;
  }

  private static ObjectNode orParameter(String type) {
    ObjectNode schema = NODES.objectNode();
    schema.putArray("type").add(type).add("string");
    return schema.put("pattern", "^" + PARAMETER + "$");
  }

  private ObjectNode map(ResolvedType type, SchemaGenerationContext context) {
    ObjectNode schema = NODES.objectNode().put("type", "object");
    List<ResolvedType> parameters = type.typeParametersFor(Map.class);
    String pattern = patternOf(parameters.get(0).getErasedType());
    if (pattern != null) {
      schema.putObject("propertyNames").put("pattern", "^" + pattern + "$");
    }
    return JsonNode.class.isAssignableFrom(parameters.get(1).getErasedType())
        ? schema.put("additionalProperties", true)
        : schema.set("additionalProperties", context.createDefinitionReference(parameters.get(1)));
  }

  /** Value types: a text of a form. Enums: one of their words. */
  private @Nullable ObjectNode word(Class<?> erased) {
    if (erased.isEnum()) {
      ObjectNode schema = NODES.objectNode();
      ArrayNode values = schema.putArray("enum");
      for (Object constant : erased.getEnumConstants()) {
        values.add(Json.mapper().<JsonNode>valueToTree(constant));
      }
      return examples(schema, erased);
    }
    if (erased == Level.class) {
      ObjectNode schema = NODES.objectNode();
      schema.putArray("enum").add(1).add(2).add(3).add(Level.ASK);
      return examples(schema, erased);
    }
    String pattern = patternOf(erased);
    if (pattern == null) {
      return null;
    }
    ObjectNode schema = NODES.objectNode().put("type", "string");
    if (erased == RelativePath.class) {
      pattern = "(?!(.*[/\\\\])?\\.\\.([/\\\\]|$))" + pattern;
    }
    return examples(schema.put("pattern", "^(" + pattern + "|.*" + PARAMETER + ".*)$"), erased);
  }

  private ObjectNode examples(ObjectNode schema, Class<?> erased) {
    String examples = words.getProperty(erased.getSimpleName() + ".examples");
    return examples == null
        ? schema
        : schema.set("examples", Json.mapper().readTree("[" + examples + "]"));
  }

  /** As a regular expression that editors understand too. */
  private static @Nullable String patternOf(Class<?> erased) {
    if (erased == Duration.class) {
      // So many digits that no sum of times is one that cannot be counted.
      return "P([0-9]{1,4}D)?(T([0-9]{1,6}H)?([0-9]{1,7}M)?([0-9]{1,9}(\\.[0-9]{1,9})?S)?)?";
    }
    if (erased != ByteSize.class && !erased.getPackageName().equals("io.changeover.contracts")) {
      return null;
    }
    try {
      String pattern = (String) erased.getField("PATTERN").get(null);
      return pattern.replace("\\p{Cntrl}", "\\u0000-\\u001f\\u007f");
    } catch (NoSuchFieldException isNoText) {
      return null;
    } catch (IllegalAccessException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private CustomDefinition withKinds(ResolvedType type, SchemaGenerationContext context) {
    ObjectNode schema = context.createStandardDefinition(type, provider);
    ObjectNode properties = (ObjectNode) schema.get("properties");
    ArrayNode exactlyOne = NODES.arrayNode();
    Kinds.BY_WORD.forEach((word, kind) -> {
      if (type.getErasedType() == PlanFile.Check.class && !StepReading.isCheck(kind)) {
        return;
      }
      properties.set(
          word, context.createDefinitionReference(context.getTypeContext().resolve(kind)));
      exactlyOne.addObject().putArray("required").add(word);
    });
    schema.set("oneOf", exactlyOne);
    return new CustomDefinition(
        schema,
        CustomDefinition.DefinitionType.ALWAYS_REF,
        CustomDefinition.AttributeInclusion.YES);
  }
}
