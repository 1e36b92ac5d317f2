package lv.helpline.web;

import java.net.URI;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lv.helpline.admin.Account;
import lv.helpline.admin.Accounts;
import lv.helpline.admin.Outbox;
import lv.helpline.admin.Role;
import lv.helpline.duty.ConsultantId;
import lv.helpline.duty.LocalSpan;
import lv.helpline.duty.Stint;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/// Writes what people are mailed about duties, each in their language. Subject and text say when, perhaps in which
/// region, and nothing of what the duty is: somebody else may see them on a screen.
@Component
class Notices {

    static final String SUBJECT = "Dežūra";

    /// Of a change that goes on for weeks the first ones tell enough.
    private static final int LINES = 14;

    private final Accounts accounts;
    private final MessageSource messages;
    private final URI address;

    Notices(Accounts accounts, MessageSource messages, WebProperties properties) {
        this.accounts = accounts;
        this.messages = messages;
        address = properties.address();
    }

    /// Where they have an account, a mail.
    ///
    /// @param of what fills the gaps but the last, which is an address to go on from
    List<Outbox.Mail> to(ConsultantId consultant, String key, Object... of) {
        return account(consultant).map(account -> mail(account, "/duty", key, of)).stream()
                .toList();
    }

    /// To each coordinator; where there is none, to the administrators.
    List<Outbox.Mail> toCoordinators(String key, Object... of) {
        var active = accounts.all().stream().filter(Account::active).toList();
        var coordinators =
                active.stream().filter(each -> each.role() == Role.COORDINATOR).toList();
        var readers = coordinators.isEmpty()
                ? active.stream()
                        .filter(each -> each.role() == Role.ADMINISTRATOR)
                        .toList()
                : coordinators;
        return readers.stream().map(account -> mail(account, "/", key, of)).toList();
    }

    Optional<Account> account(ConsultantId consultant) {
        return accounts.all().stream()
                .filter(each -> each.active() && each.consultant().equals(Optional.of(consultant)))
                .findFirst();
    }

    private Outbox.Mail mail(Account to, String page, String key, Object... of) {
        var locale = Locale.forLanguageTag(to.language().code());
        var gaps = Stream.concat(Stream.of(of), Stream.of(address.resolve(page)))
                .map(each -> text(each, locale))
                .toArray();
        return new Outbox.Mail(to.email(), SUBJECT, messages.getMessage(key, gaps, locale));
    }

    private String text(Object value, Locale locale) {
        return switch (value) {
            case LocalSpan span -> text(span, locale);
            case Stint shift -> text(shift.span(), locale) + places(shift, locale);
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
    String text(LocalSpan span, Locale locale) {
        var sameDay = span.end().toLocalDate().equals(span.start().toLocalDate());
        return text(span.start(), locale)
                + "–"
                + (sameDay ? DateTimeFormatter.ofPattern("HH:mm").format(span.end()) : text(span.end(), locale));
    }

    private String text(LocalDateTime time, Locale locale) {
        return DateTimeFormatter.ofPattern(messages.getMessage("format.day-time", null, locale), locale)
                .format(time);
    }

    private String places(Stint shift, Locale locale) {
        var regions = shift.lines().stream()
                .map(line -> "region." + line.region().name().toLowerCase(Locale.ROOT))
                .distinct();
        return Stream.concat(regions, shift.coordination() ? Stream.of("role.coordinator") : Stream.empty())
                .map(key -> messages.getMessage(key, null, locale))
                .collect(Collectors.joining(", ", " (", ")"));
    }
}
