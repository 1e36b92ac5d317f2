package lv.helpline.staff.web;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import lv.helpline.accounts.Account;
import lv.helpline.accounts.Accounts;
import lv.helpline.planning.DutyRepository;
import lv.helpline.roster.ConsultantId;
import lv.helpline.roster.Holidays;
import lv.helpline.roster.LocalSpan;
import lv.helpline.roster.Roster;
import lv.helpline.roster.staffing.Shifts;
import lv.helpline.staff.People;
import lv.helpline.staff.Pins;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// How far people are on the way from a name in the list to their first call.
@Component
final class Onboarding {

    private static final Duration AHEAD = Duration.ofDays(28);

    private final Accounts accounts;
    private final Accounts.Links links;
    private final Pins pins;
    private final DutyRepository duties;
    private final Holidays holidays;
    private final Clock clock;

    Onboarding(
            Accounts accounts, Accounts.Links links, Pins pins, DutyRepository duties, Holidays holidays, Clock clock) {
        this.accounts = accounts;
        this.links = links;
        this.pins = pins;
        this.duties = duties;
        this.holidays = holidays;
        this.clock = clock;
    }

    /// Whether somebody can sign in.
    public enum Access {
        NONE,
        /// Their invitation was handed over, and is not used yet.
        INVITED,
        /// The same, and it was mailed.
        SENT,
        /// Its mail came back.
        RETURNED,
        /// It has expired before it was used.
        EXPIRED,
        /// They have used it, and have neither a passkey nor a password.
        OPENED,
        THERE;

        public boolean isDone() {
            return this == OPENED || this == THERE;
        }

        /// Whether another invitation would help.
        public boolean isAwaited() {
            return !isDone() && this != NONE;
        }

        /// In a message's key.
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// @param onDuty whether they are at this moment
    /// @param next   else when their next duty of the coming four weeks begins, by Rīga's clocks
    /// @param pin    for the duty line, which needs no account
    public record Steps(
            boolean verified,
            boolean onDuty,
            @Nullable LocalDateTime next,
            Access access,
            @Nullable Integer account,
            boolean pin) {

        public boolean hasDuty() {
            return onDuty || next != null;
        }

        public boolean areDone() {
            return verified && hasDuty() && access.isDone() && pin;
        }
    }

    /// Of each of them who serves.
    Map<ConsultantId, Steps> of(Collection<People.Entry> people) {
        var now = clock.instant();
        var next = nextDuties(people.stream().map(People.Entry::id).collect(toSet()), now);
        var invitations = links.invitations(now);
        var withPin = pins.all();
        var byConsultant = accounts.all().stream()
                .filter(account -> account.active() && account.consultant().isPresent())
                .collect(toMap(account -> account.consultant().orElseThrow(), account -> account, (one, _) -> one));
        return people.stream().filter(entry -> entry.leftOn().isEmpty()).collect(toMap(People.Entry::id, entry -> {
            var begins = Optional.ofNullable(next.get(entry.id()));
            var account = Optional.ofNullable(byConsultant.get(entry.id()));
            return new Steps(
                    entry.hasVerifiedPhone(),
                    begins.filter(now::equals).isPresent(),
                    begins.filter(start -> start.isAfter(now))
                            .map(start -> start.atZone(Roster.ZONE).toLocalDateTime())
                            .orElse(null),
                    account.map(each -> access(each, Optional.ofNullable(invitations.get(each.id()))))
                            .orElse(Access.NONE),
                    account.map(each -> each.id().value()).orElse(null),
                    withPin.contains(entry.id()));
        }));
    }

    /// Whoever was mailed a link, or has a passkey, needs no invitation any more.
    private Access access(Account account, Optional<Accounts.Links.Invitation> invitation) {
        return invitation
                .filter(_ -> !accounts.proofs(account.id()).suffice())
                .map(each -> switch (each) {
                    case MADE -> Access.INVITED;
                    case SENT -> Access.SENT;
                    case RETURNED -> Access.RETURNED;
                    case EXPIRED -> Access.EXPIRED;
                    case USED -> Access.OPENED;
                })
                .orElse(Access.THERE);
    }

    /// When it begins, or now.
    private Map<ConsultantId, Instant> nextDuties(Collection<ConsultantId> people, Instant now) {
        var until = now.plus(AHEAD);
        // A day more: when the clocks are set back, an end looks as if it were over.
        var time = LocalSpan.between(now.minus(1, ChronoUnit.DAYS), until);
        var roster = new Roster(duties.roster(now, time), holidays);
        return Shifts.of(roster, Set.copyOf(people), now, until).entrySet().stream()
                .collect(toMap(
                        Map.Entry::getKey,
                        shifts -> shifts.getValue().getFirst().start()));
    }
}
