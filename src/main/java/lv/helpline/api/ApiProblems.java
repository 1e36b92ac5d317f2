package lv.helpline.api;

import jakarta.servlet.http.HttpServletRequest;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

/// Names the field that was wrong, and the remedy. What fails before a resource is found is told by `ErrorPages`.
@Order(Ordered.HIGHEST_PRECEDENCE)
@RestControllerAdvice(annotations = RestController.class)
class ApiProblems {

    private final Problems problems;

    ApiProblems(Problems problems) {
        this.problems = problems;
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> refused(Problem.Thrown refused, HttpServletRequest request) {
        return problems.answer(refused.problem(), request);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> missing(MissingServletRequestParameterException missing, HttpServletRequest request) {
        return wrong(new Problem.Wrong(missing.getParameterName(), "problem.field.missing"), request);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> wrong(MethodArgumentTypeMismatchException wrong, HttpServletRequest request) {
        return wrong(new Problem.Wrong(wrong.getName(), remedy(wrong.getRequiredType())), request);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> unreadable(HttpMessageNotReadableException unreadable, HttpServletRequest request) {
        return problems.answer(Problem.of(HttpStatus.BAD_REQUEST), request);
    }

    private ResponseEntity<ProblemDetail> wrong(Problem.Wrong wrong, HttpServletRequest request) {
        return problems.answer(Problem.of(List.of(wrong)), request);
    }

    private static String remedy(@Nullable Class<?> type) {
        if (type == LocalDate.class) {
            return "problem.field.date";
        }
        if (type == OffsetDateTime.class) {
            return "problem.field.time";
        }
        return type == boolean.class || type == Boolean.class ? "problem.field.boolean" : "problem.field.number";
    }
}
