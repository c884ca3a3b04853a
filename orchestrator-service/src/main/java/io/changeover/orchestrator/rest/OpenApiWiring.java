package io.changeover.orchestrator.rest;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.util.List;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springdoc.core.customizers.GlobalOperationCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.ProblemDetail;

/** What holds for every call of the REST interface, so that no controller has to say it. */
@Configuration(proxyBeanMethods = false)
class OpenApiWiring {
  private static final String TOKEN = "token";
  private static final String PROBLEM = "Problem";

  @Bean
  OpenAPI described() {
    SecurityScheme token =
        new SecurityScheme()
            .type(SecurityScheme.Type.HTTP)
            .scheme("bearer")
            .description("A token whose SHA-256 stands in changeover.identities.");
    return new OpenAPI()
        .info(
            new Info()
                .title("Changeover")
                .version("v1")
                .description("Starts, shows and steers database-migration deployments."))
        .components(
            new Components().addSecuritySchemes(TOKEN, token).addSchemas(PROBLEM, problem()))
        .addSecurityItem(new SecurityRequirement().addList(TOKEN));
  }

  private static Schema<?> problem() {
    Schema<?> problem =
        new ObjectSchema()
            .description("A refusal as RFC 9457 has it.")
            .addProperty("type", new StringSchema())
            .addProperty("title", new StringSchema())
            .addProperty("status", new IntegerSchema())
            .addProperty("detail", new StringSchema())
            .addProperty("code", new StringSchema().description("Does not change; for programs."));
    problem.setRequired(List.of("title", "status", "code"));
    return problem;
  }

  /** Every call may be refused, and its summary is its method's name as words. */
  @Bean
  GlobalOperationCustomizer refusals() {
    return (operation, method) -> {
      summarize(operation, method.getMethod().getName());
      operation.getResponses().addApiResponse(ApiResponses.DEFAULT, refused());
      return operation;
    };
  }

  private static void summarize(Operation operation, String name) {
    if (operation.getSummary() == null) {
      operation.setSummary(name);
    }
  }

  private static ApiResponse refused() {
    Schema<?> schema = new Schema<>().$ref("#/components/schemas/" + PROBLEM);
    return new ApiResponse()
        .description("Refused")
        .content(
            new Content().addMediaType("application/problem+json", new MediaType().schema(schema)));
  }

  /** The framework's guesses at refusals say less than ours. */
  @Bean
  GlobalOpenApiCustomizer noGuesses() {
    return api -> {
      api.getPaths().remove("/error");
      api.getComponents().getSchemas().remove(ProblemDetail.class.getSimpleName());
      api.getPaths()
          .values()
          .forEach(path ->
              path.readOperations()
                  .forEach(
                      call -> call.getResponses().keySet().removeIf(OpenApiWiring::isRefusal)));
    };
  }

  private static boolean isRefusal(String status) {
    return status.startsWith("4") || status.startsWith("5");
  }
}
