package lv.helpline.api;

import java.util.List;
import lv.helpline.shared.web.WrongCells;
import org.springframework.http.HttpStatus;

/// Why an API client gets no answer. It becomes words in the client's language in [Problems].
///
/// @param word   names the kind; the title's key is `problem.` and this
/// @param detail the message's key, with its arguments
/// @param wrong  the fields that make no sense, each with its remedy
public record Problem(HttpStatus status, String word, String detail, List<Object> arguments, List<Wrong> wrong) {

    /// The database takes no writes now.
    public static final Problem NOT_SAVED =
            new Problem(HttpStatus.SERVICE_UNAVAILABLE, "not-saved", "problem.not-saved.detail", List.of(), List.of());

    /// @param field  as the client sent it, or a row and a column
    /// @param remedy the message's key, with its arguments
    public record Wrong(String field, String remedy, List<Object> arguments) {
        public Wrong(String field, String remedy, Object... arguments) {
            this(field, remedy, List.of(arguments));
        }
    }

    public Problem {
        arguments = List.copyOf(arguments);
        wrong = List.copyOf(wrong);
    }

    /// Of a kind that the status names.
    public Problem(HttpStatus status, String detail, List<Object> arguments, List<Wrong> wrong) {
        this(status, word(status), detail, arguments, wrong);
    }

    public static Problem of(HttpStatus status) {
        return of(status, "problem." + word(status) + ".detail");
    }

    public static Problem of(HttpStatus status, String detail, Object... arguments) {
        return new Problem(status, detail, List.of(arguments), List.of());
    }

    public static Problem of(List<Wrong> wrong) {
        return new Problem(HttpStatus.BAD_REQUEST, "problem.bad-request.fields", List.of(), wrong);
    }

    /// Of a table: each by its row and column.
    public static Problem ofATable(List<WrongCells> wrong) {
        return new Problem(
                HttpStatus.UNPROCESSABLE_CONTENT,
                "problem.unprocessable-content.detail",
                List.of(),
                wrong.stream()
                        .map(each -> new Wrong(
                                each.column()
                                        .map(column -> "row " + each.place() + ", " + column)
                                        .orElse("row " + each.place()),
                                each.remedy(),
                                each.arguments()))
                        .toList());
    }

    /// Of an edit that breaks this rule.
    public static Problem ofARule(String rule) {
        return of(HttpStatus.UNPROCESSABLE_CONTENT, "constraint." + rule);
    }

    public Thrown thrown() {
        return new Thrown(this);
    }

    /// What is told of a status: a rarer one as the one that it resembles.
    private static String word(HttpStatus status) {
        return switch (status) {
            case UNAUTHORIZED -> "unauthorized";
            case FORBIDDEN -> "forbidden";
            case NOT_FOUND -> "not-found";
            case METHOD_NOT_ALLOWED -> "method-not-allowed";
            case NOT_ACCEPTABLE -> "not-acceptable";
            case CONFLICT -> "conflict";
            case PRECONDITION_FAILED -> "precondition-failed";
            case CONTENT_TOO_LARGE -> "content-too-large";
            case UNSUPPORTED_MEDIA_TYPE -> "unsupported-media-type";
            case UNPROCESSABLE_CONTENT -> "unprocessable-content";
            case TOO_MANY_REQUESTS -> "too-many-requests";
            case SERVICE_UNAVAILABLE -> "service-unavailable";
            default -> status.is4xxClientError() ? "bad-request" : "internal-server-error";
        };
    }

    /// Thrown to where answers are made.
    public static final class Thrown extends RuntimeException {

        private final transient Problem problem;

        private Thrown(Problem problem) {
            super(problem.word(), null, false, false);
            this.problem = problem;
        }

        Problem problem() {
            return problem;
        }
    }
}
