package lv.helpline.identity.web;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import lv.helpline.shared.SentForms;
import lv.helpline.shared.web.RandomTokens;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/// Forms whose answer shows a secret: an invitation, a key, codes, a PIN, a secret address. The answer to the
/// form is the only page that has it. A session keeps nothing of it, for sessions are rows of the database. A
/// browser that reloads the answer sends the form again; that makes no second secret, which would end the first
/// one.
///
/// Each such form has a field [#FIELD] with a token of its own.
@Component
public class OnceForms {

    /// The field, and the name by which a page's model has the token of its next form.
    public static final String FIELD = "once";

    /// The page that says that a form was carried out before.
    public static final String SHOWN_BEFORE = "shown-before";

    private static final String TOKEN = "[A-Za-z0-9_-]{43}";

    private final SentForms sent;
    private final Clock clock;

    OnceForms(SentForms sent, Clock clock) {
        this.sent = sent;
        this.clock = clock;
    }

    /// Whether the form is to be carried out: false when it was sent before, or has no token.
    public boolean begin(String token) {
        return token.matches(TOKEN) && sent.isFirst(RandomTokens.digest(token), clock.instant());
    }

    /// It was refused, and nothing was made.
    public void undo(String token) {
        sent.forget(RandomTokens.digest(token));
    }

    /// Says that the form was carried out before, how to make a new secret, and where.
    ///
    /// @param what the message's key is `once.` and this
    /// @param page where a new one is made
    public static String shownBefore(String what, String page, HttpServletResponse response, Model model) {
        response.setStatus(HttpStatus.CONFLICT.value());
        model.addAttribute("what", "once." + what);
        model.addAttribute("page", page);
        return SHOWN_BEFORE;
    }
}
