package lv.helpline.app;

import static java.util.stream.Collectors.toMap;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lv.helpline.identity.web.KeptForms;
import lv.helpline.identity.web.OnceForms;
import lv.helpline.identity.web.SecretCipher;
import lv.helpline.identity.web.SignedIn;
import lv.helpline.shared.web.FormErrors;
import lv.helpline.shared.web.UnparsableFields;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.validation.BindingResult;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.ModelAndView;
import tools.jackson.databind.json.JsonMapper;

/// Lets the answer to a form be read in another language. Such an answer has no address: what it shows would be lost by
/// asking for it anew, and sending the form again would do once more what it did.
///
/// An answer that shows nothing but words is sealed into its own switch, and shown again from there: a code that is
/// shown once, a sign-in that was refused, what went wrong. Nothing of it is kept here. Any other is a form that was
/// refused:
/// [KeptForms] keeps what was typed, and the switch leads to the page that has the form.
@Component
class AnswersAgain implements HandlerInterceptor {

    /// The name by which a page has the sealed answer, and the field that it comes back in.
    static final String FIELD = "sealed";

    private static final Duration OPENS_FOR = Duration.ofHours(1);
    private static final JsonMapper JSON = new JsonMapper();

    private final SecretCipher secretCipher;
    private final KeptForms forms;
    private final Clock clock;

    AnswersAgain(SecretCipher secretCipher, KeptForms forms, Clock clock) {
        this.secretCipher = secretCipher;
        this.forms = forms;
        this.clock = clock;
    }

    /// @param reader the account that it was shown to, or nothing for whoever has not signed in
    /// @param until  when it is shown no more, in milliseconds of the epoch
    /// @param view   the template
    /// @param words  what the template shows, by name
    record Answer(String reader, long until, String view, Map<String, Object> words) {}

    @Override
    public void postHandle(
            HttpServletRequest request, HttpServletResponse response, Object handler, @Nullable ModelAndView answer) {
        if (answer == null
                || answer.getViewName() == null
                || answer.getViewName().startsWith("redirect:")
                || !PageModel.isAnswerToAForm(request)) {
            return;
        }
        var shown = shown(answer.getModel(), request);
        var isRefused = response.getStatus() >= HttpStatus.BAD_REQUEST.value()
                && !OnceForms.SHOWN_BEFORE.equals(answer.getViewName());
        if (isRefused && !shown.values().stream().allMatch(AnswersAgain::isWords)) {
            forms.keepRefused(request).ifPresent(kept -> answer.addObject("again", KeptForms.address(kept.id())));
        } else {
            // A form that was carried out is of no more use.
            shown.values().removeIf(each -> !isWords(each));
            answer.addObject(FIELD, sealed(answer.getViewName(), shown));
        }
    }

    /// What the page shows beside its frame.
    private static Map<String, Object> shown(Map<String, Object> model, HttpServletRequest request) {
        return model.entrySet().stream()
                .filter(each -> each.getValue() != null
                        && !each.getKey().startsWith(BindingResult.MODEL_KEY_PREFIX)
                        && !PageModel.isOfTheFrame(each.getKey(), each.getValue(), request))
                .collect(toMap(Map.Entry::getKey, each -> text(each.getValue()), (first, _) -> first, HashMap::new));
    }

    private static Object text(Object shown) {
        return switch (shown) {
            case URI address -> address.toString();
            case UnparsableFields fields ->
                fields.words().<Object>map(words -> words).orElse(fields);
            default -> shown;
        };
    }

    private static boolean isWords(Object shown) {
        return shown instanceof String
                || shown instanceof Boolean
                || shown instanceof Number
                || (shown instanceof List<?> several && several.stream().allMatch(String.class::isInstance));
    }

    private String sealed(String view, Map<String, Object> words) {
        var until = clock.instant().plus(OPENS_FOR).toEpochMilli();
        return secretCipher.seal(JSON.writeValueAsString(new Answer(reader(), until, view, words)));
    }

    /// Empty when it was made up, is too old, or was shown to somebody else.
    Optional<Answer> open(String sealed) {
        return secretCipher
                .unseal(sealed)
                .map(json -> JSON.readValue(json, Answer.class))
                .filter(answer -> answer.reader().equals(reader()) && clock.millis() < answer.until())
                .map(answer -> new Answer(answer.reader(), answer.until(), answer.view(), readAgain(answer.words())));
    }

    private static Map<String, Object> readAgain(Map<String, Object> words) {
        var read = new HashMap<>(words);
        read.computeIfPresent(
                FormErrors.UNREAD,
                (_, fields) -> fields instanceof List<?> several
                        ? UnparsableFields.ofWords(
                                several.stream().map(String::valueOf).toList())
                        : fields);
        return read;
    }

    private static String reader() {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication != null && authentication.getPrincipal() instanceof SignedIn me
                ? me.id().toString()
                : "";
    }
}
