package lv.helpline.shared.web;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import lv.helpline.shared.EditResult;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;

/// Says on a form why it was not saved, and by the status to whoever does not read forms.
public final class FormErrors {

    /// How much is taken in at once, from a form as from an API client.
    public static final int MOST_BYTES = 1_048_576;

    private static final int BUSY_SECONDS = 3;
    /// The attribute of a model in which fields are that make no sense.
    public static final String UNREAD = "unread";

    private FormErrors() {}

    /// A rule's message is `constraint.` and its name, so that a new rule needs words but no code.
    public static void show(EditResult editResult, Model model) {
        switch (editResult) {
            case EditResult.Done _ -> {}
            case EditResult.Outdated() -> model.addAttribute("outdated", true);
            case EditResult.Refused(var rule) -> model.addAttribute("rule", rule);
        }
    }

    /// By the status too.
    public static void show(EditResult editResult, HttpServletResponse response, Model model) {
        response.setStatus(
                (editResult instanceof EditResult.Outdated ? HttpStatus.CONFLICT : HttpStatus.UNPROCESSABLE_CONTENT)
                        .value());
        show(editResult, model);
    }

    /// Nothing was looked at, and it says how long to wait.
    public static void tooSoon(Duration left, HttpServletResponse response, Model model) {
        var seconds = left.toSeconds() + 1;
        response.setStatus(HttpStatus.TOO_MANY_REQUESTS.value());
        response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
        model.addAttribute("seconds", seconds);
    }

    /// Nothing was looked at, for too many ask for the same at once.
    public static void busy(HttpServletResponse response, Model model) {
        response.setStatus(HttpStatus.SERVICE_UNAVAILABLE.value());
        response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(BUSY_SECONDS));
        model.addAttribute("busySeconds", BUSY_SECONDS);
    }

    /// A field makes no sense by itself.
    ///
    /// @param field  its id
    /// @param remedy the message's key
    /// @param about  what the message names; empty for nothing
    public static void ofAField(String field, String remedy, Object about, Model model) {
        add(UnparsableFields.of(field, remedy, about), model);
    }

    public static void ofAField(String field, String remedy, Model model) {
        ofAField(field, remedy, "", model);
    }

    /// A file is larger than anything that is taken in.
    public static void ofALargeFile(HttpServletResponse response, Model model) {
        response.setStatus(HttpStatus.CONTENT_TOO_LARGE.value());
        model.addAttribute("rule", "file-has-1-mb-at-most");
    }

    /// Fields cannot hold what was typed into them.
    public static void show(BindingResult typed, HttpServletResponse response, Model model) {
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        add(UnparsableFields.of(typed), model);
    }

    /// What to tell of the first of them, where there is no place beside each: the message's key.
    public static String remedy(BindingResult typed) {
        return UnparsableFields.of(typed).fields().values().iterator().next().remedy();
    }

    private static void add(UnparsableFields more, Model model) {
        var before = model.getAttribute(UNREAD) instanceof UnparsableFields fields ? fields : UnparsableFields.NOTHING;
        model.addAttribute(UNREAD, before.and(more));
    }
}
