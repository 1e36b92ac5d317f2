package lv.helpline.shared.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Locale.LanguageRange;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.core.io.support.PropertiesLoaderUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.web.servlet.LocaleResolver;

/// The languages that the pages speak: Latvian, and each that has a bundle `messages_xx.properties` on the class path.
/// A further language is a file, not code. A bundle says by its key `language.readers` whether all are offered it, or
/// only consultants and whoever signs in: then the pages of administrators and coordinators do not speak it.
///
/// The language is what the address asks for, else what the account prefers, else the first that the browser asks for
/// by `Accept-Language` and the pages speak, else Latvian. Nothing is kept in the browser of who has not signed in.
public class Languages implements LocaleResolver {

    public static final String IN_SESSION = "language";
    public static final String IN_ADDRESS = "lang";

    /// An attribute of the request: the language of a page that knows nobody.
    public static final String OF_PAGE = Languages.class.getName() + ".page";

    /// A key of each bundle, and what it says of a language in which every page speaks.
    public static final String READERS = "language.readers";

    public static final String FOR_ALL = "all";

    private static final Pattern BUNDLE = Pattern.compile("messages_([a-z]{2})\\.properties");
    private static final Locale LATVIAN = Locale.forLanguageTag("lv");

    private final Predicate<HttpServletRequest> isOfAnAdministrator;

    /// Of the pages of consultants, and of those before signing in.
    private final List<Locale> all;

    /// Of every page.
    private final List<Locale> ofEveryPage;

    /// @param isOfAnAdministrator whether somebody asks who may open more than the pages of a consultant
    public Languages(Predicate<HttpServletRequest> isOfAnAdministrator) {
        this.isOfAnAdministrator = isOfAnAdministrator;
        var some = new ArrayList<>(List.of(LATVIAN));
        var every = new ArrayList<>(List.of(LATVIAN));
        try {
            for (var bundle :
                    new PathMatchingResourcePatternResolver().getResources("classpath*:messages_*.properties")) {
                var name = BUNDLE.matcher(Objects.requireNonNullElse(bundle.getFilename(), ""));
                if (name.matches()) {
                    var locale = Locale.forLanguageTag(name.group(1));
                    some.add(locale);
                    if (FOR_ALL.equals(
                            PropertiesLoaderUtils.loadProperties(bundle).getProperty(READERS))) {
                        every.add(locale);
                    }
                }
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        all = some.stream().distinct().toList();
        ofEveryPage = every.stream().distinct().toList();
    }

    /// Those that whoever asks may choose.
    public List<Locale> offered(HttpServletRequest request) {
        return isOfAnAdministrator.test(request) ? ofEveryPage : all;
    }

    public Optional<Locale> find(@Nullable Object code, HttpServletRequest request) {
        return offered(request).stream()
                .filter(locale -> locale.getLanguage().equals(code))
                .findFirst();
    }

    @Override
    public Locale resolveLocale(HttpServletRequest request) {
        if (request.getAttribute(OF_PAGE) instanceof Locale ofPage) {
            return ofPage;
        }
        if (ApiAddresses.isOfTheApi(request.getRequestURI())) {
            return accepted(request);
        }
        var session = request.getSession(false);
        var preferred = session == null ? null : session.getAttribute(IN_SESSION);
        return asked(request)
                .orElseGet(() -> preferred == null
                        ? accepted(request, offered(request))
                        : find(preferred, request).orElse(LATVIAN));
    }

    /// By the address, or by a form that was read: whoever is told that their form cannot be read has sent one that is
    /// not to be read here.
    private Optional<Locale> asked(HttpServletRequest request) {
        var typed = LimitedBody.field(request, IN_ADDRESS);
        return offered(request).stream()
                .filter(locale -> typed.filter(locale.getLanguage()::equals).isPresent()
                        || ("&" + request.getQueryString() + "&")
                                .contains("&" + IN_ADDRESS + "=" + locale.getLanguage() + "&"))
                .findFirst();
    }

    /// What a program says that it wants.
    public Locale accepted(HttpServletRequest request) {
        return accepted(request, ofEveryPage);
    }

    private static Locale accepted(HttpServletRequest request, List<Locale> available) {
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
