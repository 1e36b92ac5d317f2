package lv.helpline.callout;

import static java.util.stream.Collectors.toSet;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import lv.helpline.audit.Author;
import lv.helpline.callout.Agenda.Decent;
import lv.helpline.callout.Agenda.Step;
import lv.helpline.callout.Errand.Outcome;
import lv.helpline.callout.Errand.Phoned;
import lv.helpline.callout.Errand.Result;
import lv.helpline.mail.Outbox;
import lv.helpline.planning.Rota;
import lv.helpline.planning.Wishes;
import lv.helpline.roster.Consultant;
import lv.helpline.roster.ConsultantId;
import lv.helpline.roster.Cover;
import lv.helpline.roster.Coverage;
import lv.helpline.roster.Holidays;
import lv.helpline.roster.Language;
import lv.helpline.roster.Line;
import lv.helpline.roster.LocalSpan;
import lv.helpline.roster.Roster;
import lv.helpline.roster.edit.RosterEdit;
import lv.helpline.routing.Snapshot;
import lv.helpline.routing.SnapshotSource;
import lv.helpline.shared.Saved;

/// Attends to errands whenever Asterisk asks: raises what is amiss, chooses whom to phone next, and does what a key
/// says. With two routers, one at a time.
public final class OnCall {

    /// The longest that a call which we place takes, with the report of how it ended; then it is lost.
    static final Duration LEASE = Duration.ofSeconds(150);

    /// How far ahead a duty counts as coming, and for how long a phone that passed its test is left alone.
    private static final Duration WEEK = Duration.ofDays(7);

    private static final List<Language> SPOKEN = List.of(Language.LATVIAN, Language.RUSSIAN, Language.ENGLISH);

    private final Errands errands;
    private final NumberCodes codes;
    private final Rota rota;
    private final Wishes wishes;
    private final Letters letters;
    private final SnapshotSource snapshots;
    private final Holidays holidays;
    private final Decent decent;
    private final Duration ahead;

    /// @param decentFrom  from when to when colleagues may be phoned each day; coordinators always may
    /// @param ahead       how far ahead a hole that an absence makes has a cover sought for it; zero for never
    public OnCall(
            Errands errands,
            NumberCodes codes,
            Rota rota,
            Wishes wishes,
            Letters letters,
            SnapshotSource snapshots,
            Holidays holidays,
            LocalTime decentFrom,
            LocalTime decentUntil,
            Duration ahead) {
        this.errands = errands;
        this.codes = codes;
        this.rota = rota;
        this.wishes = wishes;
        this.letters = letters;
        this.snapshots = snapshots;
        this.holidays = holidays;
        this.decent = new Decent(decentFrom, decentUntil);
        this.ahead = ahead;
    }

    /// What is said to whoever pressed 1 or typed a code.
    public enum Reply {
        /// It is theirs.
        THANKS,
        /// Somebody else was quicker.
        COVERED_ALREADY,
        /// The code is not right, or not any more.
        WRONG_CODE,
        NOTHING
    }

    /// The call to place now, if there is any.
    public Optional<PlacedCall> next(Instant at) {
        settleWhatWasCut(at);
        return snapshots
                .current()
                .flatMap(snapshot -> errands.alone(() -> {
                    raise(snapshot, at);
                    return attend(snapshot, at);
                }));
    }

    /// Notes how a call ended, and does what the key says.
    public Reply ended(UUID claim, Result result, Instant at) {
        return errands.finish(claim, result, at)
                .map(ended -> result == Result.YES ? settle(ended.errand(), ended.consultant(), at) : Reply.NOTHING)
                .orElse(Reply.NOTHING);
    }

    /// Tries the code that was typed during a test call. Asked again after the answer was lost, it says the same.
    public Reply typed(UUID claim, String code, Instant at) {
        var call = errands.find(claim).filter(each -> each.matter() instanceof Matter.Test);
        if (call.isEmpty()) {
            return Reply.NOTHING;
        }
        if (call.get().result().equals(Optional.of(Result.YES))) {
            return Reply.THANKS;
        }
        if (!codes.verify(call.get().consultant(), code, at)) {
            return Reply.WRONG_CODE;
        }
        ended(claim, Result.YES, at);
        return Reply.THANKS;
    }

    /// Asks for a test call to everybody on duty within a week whose phone has not passed one for a week.
    ///
    /// @return false outside decent hours: then nobody is tested
    public boolean testComingDuties(Instant at) {
        if (!decent.contain(at)) {
            return false;
        }
        snapshots
                .current()
                .ifPresent(snapshot -> errands.alone(() -> {
                    var underWay = errands.open().stream().map(Errand::matter).collect(toSet());
                    errands.notProvedSince(onDutySoon(snapshot.roster(), at), at.minus(WEEK)).stream()
                            .map(Matter.Test::new)
                            .filter(test -> !underWay.contains(test))
                            .forEach(test -> errands.raise(test, List.of(), at));
                    return at;
                }));
        return true;
    }

    private static List<ConsultantId> onDutySoon(Roster roster, Instant at) {
        var moments = Stream.concat(Stream.of(at), roster.changes(at, at.plus(WEEK)).stream());
        return moments.flatMap(moment ->
                        Stream.concat(roster.onDutyAnywhere(moment).stream(), roster.coordinators(moment).stream()))
                .map(Consultant::id)
                .distinct()
                .sorted()
                .toList();
    }

    private void raise(Snapshot snapshot, Instant at) {
        var recent = errands.recent(at);
        Stream.concat(
                        Watch.alerts(snapshot, recent, at).stream(),
                        Watch.searches(snapshot, holidays, recent, ahead, at).stream())
                .forEach(matter -> errands.raise(matter, letters.raised(matter, snapshot.roster()), at));
    }

    private Optional<PlacedCall> attend(Snapshot snapshot, Instant at) {
        errands.open()
                .forEach(errand -> errand.phoned().stream()
                        .filter(call -> Agenda.isLost(call, at) && call.tries() >= Agenda.TRIES)
                        .forEach(call -> errands.lose(errand, call.consultant(), at)));
        var open = errands.open();
        if (open.isEmpty()) {
            return Optional.empty();
        }
        var onPhone = new HashSet<ConsultantId>();
        open.forEach(errand -> errand.phoned().stream()
                .filter(call -> call.result().isEmpty() && !Agenda.isLost(call, at))
                .map(Phoned::consultant)
                .forEach(onPhone::add));
        var agenda = new Agenda(
                snapshot, wishes.wishesEndingAfter(LocalDateTime.ofInstant(at, Roster.ZONE)), decent, onPhone, at);
        for (var errand : inTurn(open)) {
            switch (agenda.next(errand)) {
                case Step.Phone(var consultant) -> {
                    return Optional.of(phone(errand, consultant, snapshot.roster(), at));
                }
                case Step.End(var outcome) -> end(errand, outcome, snapshot.roster(), at);
                case Step.Wait() -> {}
            }
        }
        return Optional.empty();
    }

    /// Alerts first, then tests; of the searches only that of the earliest hole, so that nobody is asked for a
    /// whole week at once.
    private static List<Errand> inTurn(List<Errand> open) {
        var waiting =
                open.stream().filter(errand -> errand.accepted().isEmpty()).toList();
        return Stream.of(
                        waiting.stream().filter(errand -> errand.matter() instanceof Matter.Alert),
                        waiting.stream().filter(errand -> errand.matter() instanceof Matter.Test),
                        waiting.stream()
                                .filter(errand -> errand.matter() instanceof Matter.SeekCover)
                                .sorted(Comparator.comparing(OnCall::start))
                                .limit(1))
                .flatMap(errands -> errands)
                .toList();
    }

    private static Instant start(Errand errand) {
        return errand.matter() instanceof Matter.SeekCover search
                ? search.span().startsAt()
                : errand.raisedAt();
    }

    private PlacedCall phone(Errand errand, ConsultantId id, Roster roster, Instant at) {
        var consultant = roster.getConsultant(id);
        var spoken = SPOKEN.stream().filter(consultant::speaks).findFirst().orElse(Language.LATVIAN);
        var claim = errands.claim(errand, id, at, at.plus(LEASE));
        var byCode = errand.matter() instanceof Matter.Test && !consultant.proved();
        return new PlacedCall(claim, consultant, errand.matter(), spoken, shown(errand.matter(), roster), byCode);
    }

    private static Line shown(Matter matter, Roster roster) {
        var lines = roster.data().lines();
        var concerned = switch (matter) {
            case Matter.Alert alert -> alert.line().map(roster::getLine);
            case Matter.SeekCover(Coverage.OfLine(var line), var _) -> Optional.of(roster.getLine(line));
            case Matter.SeekCover _, Matter.Test _ -> Optional.<Line>empty();
        };
        return concerned
                .or(() -> lines.stream().filter(Line::general).findFirst())
                .orElseGet(lines::getFirst);
    }

    private void end(Errand errand, Outcome outcome, Roster roster, Instant at) {
        var untold = outcome == Outcome.MENDED || errand.matter() instanceof Matter.Test;
        errands.end(errand, outcome, untold ? List.of() : letters.nobody(errand.matter(), roster), at);
    }

    /// A router that died between the key and the books leaves an errand that somebody has accepted.
    private void settleWhatWasCut(Instant at) {
        errands.open()
                .forEach(errand -> errand.accepted()
                        .filter(call -> call.due().plusSeconds(30).isBefore(at))
                        .ifPresent(call -> settle(errand, call.consultant(), at)));
    }

    private Reply settle(Errand errand, ConsultantId by, Instant at) {
        return switch (errand.matter()) {
            case Matter.Test(var consultant) -> {
                var confirmed = errands.confirm(consultant, at);
                errands.end(errand, confirmed ? Outcome.DONE : Outcome.NOBODY, List.of(), at);
                yield confirmed ? Reply.THANKS : Reply.NOTHING;
            }
            case Matter.Alert alert -> {
                var covers = alert.span()
                        .flatMap(span -> rest(span, at))
                        .filter(span -> cover(
                                alert, by, new Coverage.OfLine(alert.line().orElseThrow()), span, at))
                        .isPresent();
                errands.end(errand, Outcome.DONE, covers ? List.of() : takenOver(alert, by, at), at);
                yield Reply.THANKS;
            }
            case Matter.SeekCover search -> {
                var stands = Watch.stands(search, new Roster(rota.books(at), holidays), at);
                var saved = stands && cover(search, by, search.coverage(), search.span(), at);
                errands.end(errand, saved ? Outcome.DONE : Outcome.MENDED, List.of(), at);
                yield saved ? Reply.THANKS : Reply.COVERED_ALREADY;
            }
        };
    }

    /// One transaction with the mails. False if they have it all already, or the books refuse it.
    private boolean cover(Matter matter, ConsultantId by, Coverage coverage, LocalSpan span, Instant at) {
        var missing = new Cover(by, coverage, span).missingIn(rota.books(at));
        var edit = RosterEdit.ofCovers(List.of(), missing);
        return !missing.isEmpty()
                && rota.save(edit, takenOver(matter, by, at), Author.byPhone(by, at)) instanceof Saved.Done;
    }

    private List<Outbox.Mail> takenOver(Matter matter, ConsultantId by, Instant at) {
        return letters.takenOver(matter, by, new Roster(rota.books(at), holidays));
    }

    /// What is not over yet of a span, from this minute on.
    private static Optional<LocalSpan> rest(LocalSpan span, Instant at) {
        if (!span.endsAt().isAfter(at)) {
            return Optional.empty();
        }
        return Optional.of(span.startsAt().isBefore(at) ? Watch.span(at, span.endsAt()) : span);
    }
}
