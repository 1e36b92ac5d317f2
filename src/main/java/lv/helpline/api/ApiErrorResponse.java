package lv.helpline.api;

import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.http.HttpStatus;

/// An error that a resource may answer with, for the description of the REST API. What they all give is told by
/// [ApiDescription].
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
@Repeatable(ApiErrorResponse.All.class)
public @interface ApiErrorResponse {

    HttpStatus value();

    String when();

    @Retention(RetentionPolicy.RUNTIME)
    @Target({ElementType.METHOD, ElementType.TYPE})
    @interface All {
        ApiErrorResponse[] value();
    }
}
