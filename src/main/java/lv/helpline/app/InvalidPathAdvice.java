package lv.helpline.app;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

/// Answers 404 to an address that has something else where an id would be, as to an id that nobody has. What API
/// clients are told is said by `ApiProblems`.
@ControllerAdvice
class InvalidPathAdvice {

    @ExceptionHandler
    void refuse(MethodArgumentTypeMismatchException wrong, HttpServletResponse response) throws IOException {
        var inTheAddress = wrong.getParameter().hasParameterAnnotation(PathVariable.class);
        response.sendError((inTheAddress ? HttpStatus.NOT_FOUND : HttpStatus.BAD_REQUEST).value());
    }
}
