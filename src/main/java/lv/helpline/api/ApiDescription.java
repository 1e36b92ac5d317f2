package lv.helpline.api;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem.HttpMethod;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.util.List;
import java.util.stream.Stream;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;

/// The description of the REST API, OpenAPI 3.1, made from the resources themselves.
@Configuration(proxyBeanMethods = false)
class ApiDescription {

    private static final String KEY = "key";
    private static final List<HttpStatus> OF_ALL = List.of(
            HttpStatus.UNAUTHORIZED,
            HttpStatus.FORBIDDEN,
            HttpStatus.NOT_ACCEPTABLE,
            HttpStatus.TOO_MANY_REQUESTS,
            HttpStatus.INTERNAL_SERVER_ERROR);

    @Bean
    OpenAPI description() {
        return new OpenAPI()
                .info(new Info()
                        .title("Dežūra")
                        .version("1")
                        .description("Lines, people, the roster, what the router would do with a call, what calls were"
                                + " like, and the voices that callers are to hear. Times are ISO 8601. Each"
                                + " answer has an ETag. Errors are RFC 9457 problems, in the language of"
                                + " Accept-Language. A key has 120 answers a minute."));
    }

    @Bean
    OperationCustomizer whatAKeyHasToAllow() {
        return (operation, method) -> {
            var requiresScope = method.getMethodAnnotation(RequiresScope.class);
            if (requiresScope != null) {
                var scope = requiresScope.value().word();
                operation.addSecurityItem(new SecurityRequirement().addList(KEY, List.of(scope)));
                operation.setDescription("Needs a key with the scope `" + scope + "`.");
            }
            return operation;
        };
    }

    @Bean
    OperationCustomizer whatItRefuses() {
        return (operation, method) -> {
            Stream.of(method.getBeanType(), method.getMethod())
                    .flatMap(each -> Stream.of(each.getAnnotationsByType(ApiErrorResponse.class)))
                    .forEach(apiErrorResponse -> add(operation, apiErrorResponse.value(), apiErrorResponse.when()));
            return operation;
        };
    }

    @Bean
    OpenApiCustomizer whatErrorsLookLike() {
        return api -> {
            api.getComponents()
                    .addSecuritySchemes(
                            KEY,
                            new SecurityScheme().type(SecurityScheme.Type.HTTP).scheme("bearer"));
            api.getComponents().addSchemas("Problem", problem());
            api.getPaths()
                    .forEach((path, item) -> item.readOperationsMap()
                            .forEach((method, operation) -> addWhatIsOfAll(path, method, operation)));
        };
    }

    private static void addWhatIsOfAll(String path, HttpMethod method, Operation operation) {
        OF_ALL.forEach(status -> add(operation, status));
        if (operation.getParameters() != null || operation.getRequestBody() != null) {
            add(operation, HttpStatus.BAD_REQUEST);
        }
        if (path.contains("{")) {
            add(operation, HttpStatus.NOT_FOUND);
        }
        if (method == HttpMethod.GET) {
            operation
                    .getResponses()
                    .addApiResponse(
                            Integer.toString(HttpStatus.NOT_MODIFIED.value()),
                            new ApiResponse().description("It is as it was when it had the ETag of If-None-Match."));
        }
    }

    /// Unless the resource has words of its own for it.
    private static void add(Operation operation, HttpStatus status) {
        if (!operation.getResponses().containsKey(Integer.toString(status.value()))) {
            add(operation, status, status.getReasonPhrase());
        }
    }

    private static void add(Operation operation, HttpStatus status, String description) {
        operation
                .getResponses()
                .addApiResponse(
                        Integer.toString(status.value()),
                        new ApiResponse()
                                .description(description)
                                .content(new Content()
                                        .addMediaType(
                                                "application/problem+json",
                                                new MediaType()
                                                        .schema(new Schema<>().$ref("#/components/schemas/Problem")))));
    }

    private static Schema<?> problem() {
        return new ObjectSchema()
                .addProperty("type", new StringSchema().example("urn:helpline:problem:bad-request"))
                .addProperty("title", new StringSchema())
                .addProperty("status", new Schema<>().type("integer"))
                .addProperty("detail", new StringSchema())
                .addProperty("instance", new StringSchema())
                .addProperty(
                        "errors",
                        new ArraySchema()
                                .items(new ObjectSchema()
                                        .addProperty("field", new StringSchema())
                                        .addProperty("detail", new StringSchema())));
    }
}
