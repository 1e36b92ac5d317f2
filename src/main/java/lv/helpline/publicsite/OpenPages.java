package lv.helpline.publicsite;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import lv.helpline.shared.web.Languages;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.ui.Model;

/// What the pages that are open to everybody have in common: they are the same for all, so that any cache may keep
/// them. Their language is in their address, for a cache knows nobody's session.
public final class OpenPages {

    private static final CacheControl CACHED =
            CacheControl.maxAge(Duration.ofMinutes(5)).cachePublic().staleIfError(Duration.ofDays(1));

    private OpenPages() {}

    /// A language to read the page in.
    public record Choice(String code, String name, String address, boolean chosen) {
        public static Choice of(String code, String address, boolean chosen) {
            var locale = Locale.forLanguageTag(code);
            var name = locale.getDisplayLanguage(locale);
            return new Choice(code, name.substring(0, 1).toUpperCase(locale) + name.substring(1), address, chosen);
        }
    }

    public static void show(
            Locale language,
            List<Choice> choices,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        request.setAttribute(Languages.OF_PAGE, language);
        response.setHeader(HttpHeaders.CACHE_CONTROL, header());
        model.addAttribute("choices", choices);
    }

    public static String header() {
        return Objects.requireNonNull(CACHED.getHeaderValue());
    }
}
