package lv.helpline.mail;

import java.net.URI;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lv.helpline.accounts.Account;
import lv.helpline.accounts.Accounts;
import lv.helpline.accounts.Role;
import lv.helpline.roster.ConsultantId;
import lv.helpline.roster.Line;
import lv.helpline.roster.LocalSpan;
import lv.helpline.roster.Region;
import lv.helpline.roster.staffing.Shift;
import lv.helpline.shared.Formats;
import lv.helpline.shared.web.Languages;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/// Writes what people are mailed, each in their language. The text says when, perhaps in which region; neither it
/// nor the subject, which is the same word for all, says what it is about: somebody else may see them on a screen.
@Component
public class MailComposer {

    private static final String SUBJECT = "Dežūra";
    private static final Locale LATVIAN = Locale.forLanguageTag("lv");

    /// Of a change that goes on for weeks the first ones tell enough.
    private static final int LINES = 14;

    private final Accounts accounts;
    private final MessageSource messages;
    private final URI address;

    MailComposer(Accounts accounts, MessageSource messages, PagesAddress pages) {
        this.accounts = accounts;
        this.messages = messages;
        address = pages.address();
    }

    /// What fills a gap, in its reader's language.
    public interface Wording {
        String in(Locale locale);
    }

    /// Where they have an account, a mail.
    ///
    /// @param of what fills the gaps but the last, which is an address to go on from
    public List<Outbox.Mail> to(ConsultantId consultant, String key, Object... of) {
        return account(consultant).map(account -> mail(account, "/duty", key, of)).stream()
                .toList();
    }

    /// To each of them who may sign in.
    public List<Outbox.Mail> to(Predicate<Account> readers, String key, Object... of) {
        return accounts.all().stream()
                .filter(Account::active)
                .filter(readers)
                .map(account -> mail(account, "/", key, of))
                .toList();
    }

    /// To each coordinator; where there is none, to the administrators.
    public List<Outbox.Mail> toCoordinators(String key, Object... of) {
        var coordinators = to(account -> account.role() == Role.COORDINATOR, key, of);
        return coordinators.isEmpty() ? to(account -> account.role() == Role.ADMINISTRATOR, key, of) : coordinators;
    }

    public Optional<Account> account(ConsultantId consultant) {
        return accounts.all().stream()
                .filter(each -> each.active() && each.consultant().equals(Optional.of(consultant)))
                .findFirst();
    }

    /// @param page fills the last gap, as an address
    public Outbox.Mail mail(Account to, String page, String key, Object... of) {
        return mail(to, address.resolve(page), key, of);
    }

    /// Every mail there is.
    ///
    /// @param goOn fills the last gap
    public Outbox.Mail mail(Account to, URI goOn, String key, Object... of) {
        var gaps = Stream.concat(Stream.of(of), Stream.of(goOn)).toArray();
        var locale = languageOf(to);
        var unreviewed = messages.getMessage("language.unreviewed", null, locale);
        return new Outbox.Mail(
                to.email(), SUBJECT, wording(key, gaps).in(locale) + (unreviewed.isEmpty() ? "" : "\n\n" + unreviewed));
    }

    /// Theirs, unless it speaks to consultants only and they are none.
    private Locale languageOf(Account account) {
        var locale = Locale.forLanguageTag(account.language().code());
        var isForAll = messages.getMessage(Languages.READERS, null, locale).equals(Languages.FOR_ALL);
        return isForAll || account.role() == Role.CONSULTANT ? locale : LATVIAN;
    }

    /// A message, its gaps filled.
    public Wording wording(String key, Object... of) {
        return locale -> {
            var gaps = Stream.of(of).map(each -> text(each, locale)).toArray();
            return messages.getMessage(key, gaps, locale);
        };
    }

    private String text(Object value, Locale locale) {
        return switch (value) {
            case Wording wording -> wording.in(locale);
            case Region region -> text(region, locale);
            case LocalDateTime time -> text(time, locale);
            case LocalSpan span -> text(span, locale);
            case Shift shift -> text(shift.span(), locale) + places(shift, locale);
            case List<?> list when list.isEmpty() -> "–";
            case List<?> list ->
                list.stream()
                        .limit(LINES)
                        .map(each -> text(Objects.requireNonNull(each), locale))
                        .collect(Collectors.joining("\n", "", list.size() > LINES ? "\n…" : ""));
            default -> value.toString();
        };
    }

    /// Such as `Tuesday 24 November, 09:00–17:00`.
    public String text(LocalSpan written, Locale locale) {
        var span = written.shownByClocks().orElse(written);
        var sameDay = span.end().toLocalDate().equals(span.start().toLocalDate());
        return text(span.start(), locale)
                + "–"
                + (sameDay ? DateTimeFormatter.ofPattern("HH:mm").format(span.end()) : text(span.end(), locale));
    }

    public String text(Region region, Locale locale) {
        return messages.getMessage("region." + region.name().toLowerCase(Locale.ROOT), null, locale);
    }

    private String text(LocalDateTime time, Locale locale) {
        return Formats.of("day-time", messages, locale).format(time);
    }

    private String places(Shift shift, Locale locale) {
        var regions = shift.lines().stream().map(Line::region).distinct().map(region -> text(region, locale));
        var coordination = shift.coordination()
                ? Stream.of(messages.getMessage("role.coordinator", null, locale))
                : Stream.<String>empty();
        return Stream.concat(regions, coordination).collect(Collectors.joining(", ", " (", ")"));
    }
}
