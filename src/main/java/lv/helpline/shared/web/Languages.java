package lv.helpline.shared.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Locale.LanguageRange;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.http.HttpHeaders;
import org.springframework.web.servlet.LocaleResolver;

/// The languages that the pages speak: Latvian, and each that has a bundle `messages_xx.properties` on the class path.
/// A further language is a file, not code.
///
/// The language is what the address asks for, else what the account prefers, else the first that the browser asks for
/// by `Accept-Language` and the pages speak, else Latvian. Nothing is kept in the browser of who has not signed in.
public class Languages implements LocaleResolver {

    public static final String IN_SESSION = "language";
    public static final String IN_ADDRESS = "lang";

    /// An attribute of the request: the language of a page that knows nobody.
    public static final String OF_PAGE = Languages.class.getName() + ".page";

    private static final Pattern BUNDLE = Pattern.compile("messages_([a-z]{2})\\.properties");
    private static final Locale LATVIAN = Locale.forLanguageTag("lv");

    private final List<Locale> available;

    public Languages() {
        try {
            var bundles = new PathMatchingResourcePatternResolver().getResources("classpath*:messages_*.properties");
            var others = Stream.of(bundles)
                    .map(bundle -> BUNDLE.matcher(Objects.requireNonNullElse(bundle.getFilename(), "")))
                    .filter(matcher -> matcher.matches())
                    .map(matcher -> Locale.forLanguageTag(matcher.group(1)));
            available = Stream.concat(Stream.of(LATVIAN), others).distinct().toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    public List<Locale> available() {
        return available;
    }

    public Optional<Locale> find(@Nullable Object code) {
        return available.stream()
                .filter(locale -> locale.getLanguage().equals(code))
                .findFirst();
    }

    @Override
    public Locale resolveLocale(HttpServletRequest request) {
        if (request.getAttribute(OF_PAGE) instanceof Locale ofPage) {
            return ofPage;
        }
        if (ApiAddresses.isOfAProgram(request.getRequestURI())) {
            return accepted(request);
        }
        var session = request.getSession(false);
        return asked(request)
                .or(() -> session == null ? Optional.empty() : find(session.getAttribute(IN_SESSION)))
                .orElseGet(() -> accepted(request));
    }

    /// By the address, or by a form that was read: whoever is told that their form cannot be read has sent one that is
    /// not to be read here.
    private Optional<Locale> asked(HttpServletRequest request) {
        var typed = LimitedBody.field(request, IN_ADDRESS);
        return available.stream()
                .filter(locale -> typed.filter(locale.getLanguage()::equals).isPresent()
                        || ("&" + request.getQueryString() + "&")
                                .contains("&" + IN_ADDRESS + "=" + locale.getLanguage() + "&"))
                .findFirst();
    }

    /// What the browser or program says that it wants.
    public Locale accepted(HttpServletRequest request) {
        try {
            var wanted = Objects.requireNonNullElse(request.getHeader(HttpHeaders.ACCEPT_LANGUAGE), "");
            return Optional.ofNullable(Locale.lookup(LanguageRange.parse(wanted), available))
                    .orElse(LATVIAN);
        } catch (IllegalArgumentException none) {
            return LATVIAN;
        }
    }

    @Override
    public void setLocale(HttpServletRequest request, @Nullable HttpServletResponse response, @Nullable Locale locale) {
        if (locale != null) {
            request.getSession().setAttribute(IN_SESSION, locale.getLanguage());
        }
    }
}
