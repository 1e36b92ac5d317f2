package lv.helpline.api;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.Locale;
import lv.helpline.shared.web.Languages;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/// Tells API clients why they get no answer, as RFC 9457 says, in the language that they ask for. It quotes
/// nothing that was sent but the names of fields, and nothing of a fault.
@Component
public class Problems {

    private static final String FOUND = Problem.class.getName();

    private final Languages languages;
    private final MessageSource messages;

    Problems(Languages languages, MessageSource messages) {
        this.languages = languages;
        this.messages = messages;
    }

    /// A field that makes no sense, and what would.
    record FieldProblem(String field, String detail) {}

    /// For filters, which come before whatever makes answers.
    public static void send(Problem problem, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        request.setAttribute(FOUND, problem);
        response.sendError(problem.status().value());
    }

    /// Of what was sent, or else of the status alone.
    public static Problem of(HttpStatus status, HttpServletRequest request) {
        return request.getAttribute(FOUND) instanceof Problem problem && problem.status() == status
                ? problem
                : Problem.of(status);
    }

    public ResponseEntity<ProblemDetail> answer(Problem problem, HttpServletRequest request) {
        var locale = languages.accepted(request);
        var detail = ProblemDetail.forStatusAndDetail(
                problem.status(),
                text(problem.detail(), locale, problem.arguments().toArray()));
        detail.setType(URI.create("urn:helpline:problem:" + problem.word()));
        detail.setTitle(text("problem." + problem.word(), locale));
        if (!problem.wrong().isEmpty()) {
            detail.setProperty(
                    "errors",
                    problem.wrong().stream()
                            .map(wrong -> new FieldProblem(
                                    wrong.field(),
                                    text(
                                            wrong.remedy(),
                                            locale,
                                            wrong.arguments().toArray())))
                            .toList());
        }
        return ResponseEntity.status(problem.status())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .header(HttpHeaders.CONTENT_LANGUAGE, locale.toLanguageTag())
                .body(detail);
    }

    private String text(String key, Locale locale, Object... arguments) {
        return messages.getMessage(key, arguments, locale);
    }
}
