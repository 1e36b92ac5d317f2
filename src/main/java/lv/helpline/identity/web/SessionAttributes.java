package lv.helpline.identity.web;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lv.helpline.accounts.Role;
import lv.helpline.shared.web.Languages;
import org.jspecify.annotations.Nullable;
import org.springframework.core.convert.support.GenericConversionService;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.csrf.DefaultCsrfToken;
import org.springframework.security.web.csrf.HttpSessionCsrfTokenRepository;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.web.servlet.FlashMap;
import org.springframework.web.servlet.support.SessionFlashMapManager;
import tools.jackson.databind.json.JsonMapper;

/// What a session remembers, and how the database has it: as a small JSON object for each attribute, of one of the
/// kinds that are listed here. Nothing else is written, and nothing else is read: no row of the table makes this
/// process load a class, or work for longer than reading 16 KB takes.
final class SessionAttributes {

    /// Of one attribute, in bytes. The largest of ours has less than 1 KB.
    static final int MOST_BYTES = 16 * 1024;

    /// Of one session.
    static final int MOST_ATTRIBUTES = 50;

    private static final Map<String, Class<?>> KNOWN = Map.ofEntries(
            Map.entry(HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY, SecurityContext.class),
            Map.entry(HttpSessionCsrfTokenRepository.class.getName() + ".CSRF_TOKEN", CsrfToken.class),
            Map.entry(SessionFlashMapManager.class.getName() + ".FLASH_MAPS", List.class),
            Map.entry(Sessions.SIGNED_IN_AT, Long.class),
            Map.entry(Sessions.SEEN_AT, Long.class),
            Map.entry(Sessions.PROVED_AT, Long.class),
            Map.entry(Sessions.ENROLLING, Boolean.class),
            Map.entry(Languages.IN_SESSION, String.class),
            Map.entry(AccountController.NEW_SECRET, String.class),
            Map.entry(Passkeys.CREATION, String.class),
            Map.entry(Passkeys.REQUEST, String.class));

    private static final JsonMapper JSON = new JsonMapper();

    private SessionAttributes() {}

    /// An attribute as the database has it.
    @JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "is")
    private sealed interface Kept {

        record Text(String text) implements Kept {}

        /// @param number such as milliseconds since 1970
        record Whole(long number) implements Kept {}

        record Flag(boolean flag) implements Kept {}

        /// @param time in Riga
        record Local(LocalDateTime time) implements Kept {}

        /// Whoever has signed in.
        ///
        /// @param consultant 0 for nobody's
        record Person(int account, String name, Role role, int consultant) implements Kept {}

        /// What each form of the session has to bring.
        record FormToken(String token) implements Kept {}

        record Flashes(List<Flash> flashes) implements Kept {}

        /// What the next page says, such as that something was saved.
        ///
        /// @param path  of that page
        /// @param query of that page
        /// @param until in milliseconds since 1970
        /// @param said  by name
        record Flash(@Nullable String path, Map<String, List<String>> query, long until, Map<String, Kept> said) {}
    }

    /// Whether that is an attribute of ours, and of its kind.
    static boolean isKnown(String name, @Nullable Object value) {
        return Optional.<Class<?>>ofNullable(KNOWN.get(name))
                .filter(kind -> kind.isInstance(value))
                .isPresent();
    }

    /// From what the pages have to what the database has, and back. Both ways refuse by `IllegalArgumentException` or
    /// one of Jackson's exceptions.
    static GenericConversionService conversion() {
        var conversion = new GenericConversionService();
        conversion.addConverter(Object.class, byte[].class, SessionAttributes::written);
        conversion.addConverter(byte[].class, Object.class, SessionAttributes::read);
        return conversion;
    }

    private static byte[] written(Object attribute) {
        var bytes = JSON.writerFor(Kept.class).writeValueAsBytes(kept(attribute));
        if (bytes.length > MOST_BYTES) {
            throw new IllegalArgumentException("a session keeps no attribute of " + bytes.length + " bytes");
        }
        return bytes;
    }

    private static Object read(byte[] bytes) {
        if (bytes.length > MOST_BYTES) {
            throw new IllegalArgumentException("an attribute has " + MOST_BYTES + " bytes at the most");
        }
        return attribute(JSON.readValue(bytes, Kept.class));
    }

    private static Kept kept(@Nullable Object attribute) {
        return switch (attribute) {
            case String text -> new Kept.Text(text);
            case Long number -> new Kept.Whole(number);
            case Boolean flag -> new Kept.Flag(flag);
            case LocalDateTime time -> new Kept.Local(time);
            case CsrfToken token -> new Kept.FormToken(token.getToken());
            case SecurityContext context
            when context.getAuthentication() instanceof UsernamePasswordAuthenticationToken authentication
                    && authentication.getPrincipal() instanceof SignedIn who ->
                new Kept.Person(who.account(), who.displayName(), who.role(), who.consultant());
            case List<?> flashes ->
                new Kept.Flashes(flashes.stream()
                        .map(FlashMap.class::cast)
                        .map(SessionAttributes::kept)
                        .toList());
            case null, default ->
                throw new IllegalArgumentException("a session keeps no "
                        + (attribute == null ? "null" : attribute.getClass().getName()));
        };
    }

    private static Kept.Flash kept(FlashMap flash) {
        var said = new LinkedHashMap<String, Kept>();
        flash.forEach((name, value) -> said.put(name, kept(value)));
        return new Kept.Flash(
                flash.getTargetRequestPath(), flash.getTargetRequestParams(), flash.getExpirationTime(), said);
    }

    private static Object attribute(Kept kept) {
        return switch (kept) {
            case Kept.Text(var text) -> text;
            case Kept.Whole(var number) -> number;
            case Kept.Flag(var flag) -> flag;
            case Kept.Local(var time) -> time;
            case Kept.Person(var account, var name, var role, var consultant) ->
                contextOf(new SignedIn(account, name, role, consultant));
            case Kept.FormToken(var token) -> new DefaultCsrfToken("X-CSRF-TOKEN", "_csrf", token);
            case Kept.Flashes(var flashes) -> {
                var maps = new ArrayList<FlashMap>();
                flashes.forEach(flash -> maps.add(flashOf(flash)));
                yield maps;
            }
        };
    }

    private static FlashMap flashOf(Kept.Flash kept) {
        var flash = new FlashMap();
        flash.setTargetRequestPath(kept.path());
        flash.addTargetRequestParams(new LinkedMultiValueMap<>(kept.query()));
        flash.setExpirationTime(kept.until());
        kept.said().forEach((name, value) -> flash.put(name, attribute(value)));
        return flash;
    }

    /// Of a request of that person.
    static SecurityContext contextOf(SignedIn who) {
        return new SecurityContextImpl(UsernamePasswordAuthenticationToken.authenticated(
                who,
                null,
                List.of(new SimpleGrantedAuthority("ROLE_" + who.role().name()))));
    }
}
