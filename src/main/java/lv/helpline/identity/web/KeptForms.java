package lv.helpline.identity.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.HttpServletRequest;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import lv.helpline.audit.AccountId;
import lv.helpline.shared.web.Languages;
import lv.helpline.shared.web.RandomTokens;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Forms that somebody sent when their session had ended, or when they had to prove themselves first. What was typed
/// is kept in memory, for an hour, until they have signed in: then its page shows it again, and they send it, or not.
/// So is a form that was refused, for whoever reads its page in another language. Nothing is ever carried out from
/// here.
///
/// Whose form it is, the form says by itself: each has a field [#FIELD] with the account that looked at its page, and
/// the page, signed by the server. So no form is shown to another account, and nobody who has not seen such a page
/// makes the server keep anything. Passwords, codes and files are never kept.
@Component
public class KeptForms {

    /// The field that says whose form it is, and which page has it.
    public static final String FIELD = "_page";

    /// In the address of a page that shows a kept form: its id.
    public static final String PARAMETER = "kept";

    /// Instead of the id: a file was sent, which is not kept.
    public static final String A_FILE = "file";

    /// Instead of the id: nothing is kept by that id, any more or for this account.
    public static final String GONE = "gone";

    /// What is never kept: secrets, and what holds for one session or one sending only. A test holds it against the
    /// templates.
    static final Set<String> NEVER_KEPT = Set.of("password", "code", "token", "_csrf", OnceForms.FIELD, FIELD);

    private static final Duration KEPT = Duration.ofHours(1);

    /// Each has 64 KB at the most, as `BodyLimits` has it.
    private static final int FORMS = 60;

    private static final int OF_AN_ACCOUNT = 3;

    private static final Pattern SIGNED =
            Pattern.compile("([1-9][0-9]{0,8})\\.([a-z]{2})\\.([0-9a-f]{64})\\.(/[^\\s]{1,2000})");

    private final SecretCipher secretCipher;
    private final Clock clock;

    /// By id, the oldest first.
    private final Map<String, Kept> forms = new LinkedHashMap<>();

    KeptForms(SecretCipher secretCipher, Clock clock) {
        this.secretCipher = secretCipher;
        this.clock = clock;
    }

    /// Where a form comes from.
    ///
    /// @param account  who looked at the page
    /// @param language in which
    /// @param page     its address, without the host
    record Origin(AccountId account, String language, String page) {}

    /// Why a form is kept, and the message's key of what its page says about it.
    public enum Why {
        LATE("kept.form"),
        REFUSED("kept.refused");

        private final String message;

        Why(String message) {
            this.message = message;
        }

        public String message() {
            return message;
        }
    }

    /// @param id     names it in an address. It is no secret: only its account sees the form
    /// @param action where the form was sent, with the query
    /// @param fields what was typed, by the names of the fields
    public record Kept(
            String id, Why why, Origin origin, String action, Map<String, List<String>> fields, Instant until) {

        /// The page that has the form, and is to show what was typed.
        public String address() {
            return with(PARAMETER, id, origin.page());
        }

        /// Without what was typed: a log line gives nothing away.
        @Override
        public String toString() {
            return "kept form " + id;
        }
    }

    /// What the field holds in each form of a page.
    String signed(Origin origin) {
        return String.join(".", origin.account().toString(), origin.language(), signatureOf(origin), origin.page());
    }

    /// Where the form comes from that was sent. Empty when it does not say so, or was made up.
    Optional<Origin> originOf(HttpServletRequest request) {
        return Optional.ofNullable(request.getParameter(FIELD))
                .map(SIGNED::matcher)
                .filter(parts -> parts.matches())
                .flatMap(parts -> {
                    var origin =
                            new Origin(new AccountId(Integer.parseInt(parts.group(1))), parts.group(2), parts.group(4));
                    var ours = MessageDigest.isEqual(
                            signatureOf(origin).getBytes(UTF_8), parts.group(3).getBytes(UTF_8));
                    return ours ? Optional.of(origin) : Optional.empty();
                });
    }

    private String signatureOf(Origin origin) {
        return secretCipher.digest("page\n" + origin.account() + "\n" + origin.language() + "\n" + origin.page());
    }

    /// Keeps what was typed, when the form says whose it is. The oldest makes room for it.
    public Optional<Kept> keep(HttpServletRequest request) {
        return keep(request, Why.LATE);
    }

    /// The same of a form that was read, and refused.
    public Optional<Kept> keepRefused(HttpServletRequest request) {
        return keep(request, Why.REFUSED);
    }

    private synchronized Optional<Kept> keep(HttpServletRequest request, Why why) {
        return originOf(request).map(origin -> {
            removeOld();
            var fields = new LinkedHashMap<String, List<String>>();
            request.getParameterMap().forEach((name, values) -> {
                if (!NEVER_KEPT.contains(name)) {
                    fields.put(name, List.of(values));
                }
            });
            var kept = new Kept(
                    RandomTokens.token(),
                    why,
                    origin,
                    actionOf(request),
                    fields,
                    clock.instant().plus(KEPT));
            forget(origin.account(), kept.action());
            while (count(origin.account()) >= OF_AN_ACCOUNT) {
                forms.remove(first(origin.account()));
            }
            if (forms.size() >= FORMS) {
                forms.remove(forms.keySet().iterator().next());
            }
            forms.put(kept.id(), kept);
            return kept;
        });
    }

    public synchronized Optional<Kept> find(AccountId account, @Nullable String id) {
        removeOld();
        return Optional.ofNullable(forms.get(Objects.requireNonNullElse(id, "")))
                .filter(kept -> kept.origin().account().equals(account));
    }

    /// Where whoever signs in by a link, which knows no page, goes on: at the form that came too late.
    synchronized Optional<String> latest(AccountId account) {
        removeOld();
        return forms.values().stream()
                .filter(kept -> kept.origin().account().equals(account) && kept.why() == Why.LATE)
                .reduce((_, later) -> later)
                .map(kept -> address(kept.id()));
    }

    /// That form was sent.
    synchronized void forget(AccountId account, String action) {
        forms.values()
                .removeIf(kept ->
                        kept.origin().account().equals(account) && kept.action().equals(action));
    }

    /// The address that leads whoever has signed in to the form.
    public static String address(String id) {
        return "/kept/" + id;
    }

    static String actionOf(HttpServletRequest request) {
        var query = request.getQueryString();
        return request.getRequestURI() + (query == null ? "" : "?" + query);
    }

    /// The address of a page, whatever the language and whatever kept form it shows.
    public static String pageOf(String path, @Nullable String query) {
        return (path + (query == null ? "" : "?" + query))
                .replaceAll("(?<=[?&])(" + PARAMETER + "|" + Languages.IN_ADDRESS + ")=[^&]*&?", "")
                .replaceAll("[?&]$", "");
    }

    public static String with(String parameter, String value, String page) {
        return page + (page.contains("?") ? "&" : "?") + parameter + "=" + value;
    }

    private void removeOld() {
        forms.values().removeIf(kept -> !clock.instant().isBefore(kept.until()));
    }

    private long count(AccountId account) {
        return forms.values().stream()
                .filter(kept -> kept.origin().account().equals(account))
                .count();
    }

    private String first(AccountId account) {
        return forms.values().stream()
                .filter(kept -> kept.origin().account().equals(account))
                .findFirst()
                .orElseThrow()
                .id();
    }
}
