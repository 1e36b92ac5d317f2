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
import lv.helpline.callout.Callout.Outcome;
import lv.helpline.callout.Callout.Phoned;
import lv.helpline.callout.Callout.Result;
import lv.helpline.callout.CalloutPlanner.CallingHours;
import lv.helpline.callout.CalloutPlanner.Step;
import lv.helpline.mail.Outbox;
import lv.helpline.planning.DutyPreferences;
import lv.helpline.planning.EditOccasion;
import lv.helpline.planning.EditRequest;
import lv.helpline.planning.RosterEditing;
import lv.helpline.roster.Consultant;
import lv.helpline.roster.ConsultantId;
import lv.helpline.roster.Cover;
import lv.helpline.roster.DutyScope;
import lv.helpline.roster.Holidays;
import lv.helpline.roster.Language;
import lv.helpline.roster.Line;
import lv.helpline.roster.LocalSpan;
import lv.helpline.roster.Roster;
import lv.helpline.roster.edit.RosterEdit;
import lv.helpline.routing.Snapshot;
import lv.helpline.routing.SnapshotSource;

/// Does the next step of the callouts whenever Asterisk asks for a call to place: raises what is amiss, chooses whom to
/// phone, and does what a key says. Of two routers, one at a time does so.
public final class CalloutDispatcher {

    /// The longest that a call which we place takes, with the report of how it ended; then it is lost.
    static final Duration LEASE = Duration.ofSeconds(150);

    /// How far ahead a duty counts as coming, and for how long a phone that passed its test is left alone.
    private static final Duration WEEK = Duration.ofDays(7);

    private static final List<Language> SPOKEN = List.of(Language.LATVIAN, Language.RUSSIAN, Language.ENGLISH);

    private final Callouts callouts;
    private final NumberCodes codes;
    private final RosterEditing editing;
    private final DutyPreferences dutyPreferences;
    private final CalloutMailComposer calloutMailComposer;
    private final SnapshotSource snapshots;
    private final Holidays holidays;
    private final CallingHours callingHours;
    private final Duration ahead;

    /// @param callingFrom from when to when colleagues may be phoned each day; coordinators always may
    /// @param ahead       how far ahead a gap that an absence makes has a cover sought for it; zero for never
    public CalloutDispatcher(
            Callouts callouts,
            NumberCodes codes,
            RosterEditing editing,
            DutyPreferences dutyPreferences,
            CalloutMailComposer calloutMailComposer,
            SnapshotSource snapshots,
            Holidays holidays,
            LocalTime callingFrom,
            LocalTime callingUntil,
            Duration ahead) {
        this.callouts = callouts;
        this.codes = codes;
        this.editing = editing;
        this.dutyPreferences = dutyPreferences;
        this.calloutMailComposer = calloutMailComposer;
        this.snapshots = snapshots;
        this.holidays = holidays;
        this.callingHours = new CallingHours(callingFrom, callingUntil);
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
                .flatMap(snapshot -> callouts.alone(() -> {
                    raise(snapshot, at);
                    return attend(snapshot, at);
                }));
    }

    /// Notes how a call ended, and does what the key says.
    public Reply ended(UUID claim, Result result, Instant at) {
        return callouts.finish(claim, result, at)
                .map(ended -> result == Result.YES ? settle(ended.callout(), ended.consultant(), at) : Reply.NOTHING)
                .orElse(Reply.NOTHING);
    }

    /// Tries the code that was typed during a test call. Asked again after the answer was lost, it says the same.
    public Reply typed(UUID claim, String code, Instant at) {
        var call = callouts.find(claim);
        if (call.isEmpty() || !(call.get().reason() instanceof CalloutReason.Test(var consultant, var phone))) {
            return Reply.NOTHING;
        }
        if (call.get().result().equals(Optional.of(Result.YES))) {
            return Reply.THANKS;
        }
        if (!codes.verify(consultant, phone, code, at)) {
            return Reply.WRONG_CODE;
        }
        ended(claim, Result.YES, at);
        return Reply.THANKS;
    }

    /// Asks for a test call to everybody on duty within a week, of each of their phones that has not passed one for a
    /// week.
    ///
    /// @return false outside calling hours: then nobody is tested
    public boolean testComingDuties(Instant at) {
        if (!callingHours.contain(at)) {
            return false;
        }
        snapshots
                .current()
                .ifPresent(snapshot -> callouts.alone(() -> {
                    var underWay = callouts.open().stream().map(Callout::reason).collect(toSet());
                    callouts.notVerifiedSince(onDutySoon(snapshot.roster(), at), at.minus(WEEK)).stream()
                            .filter(test -> !underWay.contains(test))
                            .forEach(test -> callouts.raise(test, List.of(), at));
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
        var recentAlerts = callouts.recent(at);
        Stream.concat(
                        AlertRules.alerts(snapshot, recentAlerts, at).stream(),
                        AlertRules.searches(snapshot, holidays, recentAlerts, ahead, at).stream())
                .forEach(reason -> callouts.raise(reason, calloutMailComposer.raised(reason, snapshot.roster()), at));
    }

    private Optional<PlacedCall> attend(Snapshot snapshot, Instant at) {
        callouts.open()
                .forEach(callout -> callout.phoned().stream()
                        .filter(call -> CalloutPlanner.isLost(call, at) && call.tries() >= CalloutPlanner.TRIES)
                        .forEach(call -> callouts.lose(callout, call.consultant(), at)));
        var open = callouts.open();
        if (open.isEmpty()) {
            return Optional.empty();
        }
        var onPhone = new HashSet<ConsultantId>();
        open.forEach(callout -> callout.phoned().stream()
                .filter(call -> call.result().isEmpty() && !CalloutPlanner.isLost(call, at))
                .map(Phoned::consultant)
                .forEach(onPhone::add));
        var calloutPlanner = new CalloutPlanner(
                snapshot,
                dutyPreferences.preferencesEndingAfter(LocalDateTime.ofInstant(at, Roster.ZONE)),
                callingHours,
                onPhone,
                at);
        for (var callout : inTurn(open)) {
            switch (calloutPlanner.next(callout)) {
                case Step.Phone(var consultant) -> {
                    return Optional.of(phone(callout, consultant, snapshot.roster(), at));
                }
                case Step.End(var outcome) -> end(callout, outcome, snapshot.roster(), at);
                case Step.Wait() -> {}
            }
        }
        return Optional.empty();
    }

    /// Alerts first, then tests; of the searches only that of the earliest gap, so that nobody is asked for a
    /// whole week at once.
    private static List<Callout> inTurn(List<Callout> open) {
        var waiting =
                open.stream().filter(callout -> callout.accepted().isEmpty()).toList();
        return Stream.of(
                        waiting.stream().filter(callout -> callout.reason() instanceof CalloutReason.Alert),
                        waiting.stream().filter(callout -> callout.reason() instanceof CalloutReason.Test),
                        waiting.stream()
                                .filter(callout -> callout.reason() instanceof CalloutReason.SeekCover)
                                .sorted(Comparator.comparing(CalloutDispatcher::start))
                                .limit(1))
                .flatMap(callouts -> callouts)
                .toList();
    }

    private static Instant start(Callout callout) {
        return callout.reason() instanceof CalloutReason.SeekCover search
                ? search.span().startsAt()
                : callout.raisedAt();
    }

    private PlacedCall phone(Callout callout, ConsultantId id, Roster roster, Instant at) {
        var consultant = roster.getConsultant(id);
        var spoken = SPOKEN.stream().filter(consultant::speaks).findFirst().orElse(Language.LATVIAN);
        var claim = callouts.claim(callout, id, at, at.plus(LEASE));
        var byCode = callout.reason() instanceof CalloutReason.Test test && !consultant.hasVerified(test.phone());
        return new PlacedCall(claim, consultant, callout.reason(), spoken, shown(callout.reason(), roster), byCode);
    }

    private static Line shown(CalloutReason reason, Roster roster) {
        var lines = roster.data().lines();
        var concerned = switch (reason) {
            case CalloutReason.Alert alert -> alert.line().map(roster::getLine);
            case CalloutReason.SeekCover(DutyScope.OfLine(var line), var _) -> Optional.of(roster.getLine(line));
            case CalloutReason.SeekCover _, CalloutReason.Test _ -> Optional.<Line>empty();
        };
        return concerned
                .or(() -> lines.stream().filter(Line::general).findFirst())
                .orElseGet(lines::getFirst);
    }

    private void end(Callout callout, Outcome outcome, Roster roster, Instant at) {
        var untold = outcome == Outcome.MENDED || callout.reason() instanceof CalloutReason.Test;
        callouts.end(callout, outcome, untold ? List.of() : calloutMailComposer.nobody(callout.reason(), roster), at);
    }

    /// A router that died between the key and the database leaves a callout that somebody has accepted.
    private void settleWhatWasCut(Instant at) {
        callouts.open()
                .forEach(callout -> callout.accepted()
                        .filter(call -> call.due().plusSeconds(30).isBefore(at))
                        .ifPresent(call -> settle(callout, call.consultant(), at)));
    }

    private Reply settle(Callout callout, ConsultantId by, Instant at) {
        return switch (callout.reason()) {
            case CalloutReason.Test test -> {
                var confirmed = callouts.confirm(test, at);
                callouts.end(callout, confirmed ? Outcome.DONE : Outcome.NOBODY, List.of(), at);
                yield confirmed ? Reply.THANKS : Reply.NOTHING;
            }
            case CalloutReason.Alert alert -> {
                var covers = alert.span()
                        .flatMap(span -> rest(span, at))
                        .filter(span -> cover(
                                callout, by, new DutyScope.OfLine(alert.line().orElseThrow()), span, at))
                        .isPresent();
                if (!covers) {
                    callouts.end(callout, Outcome.DONE, takenOver(alert, by, at), at);
                }
                yield Reply.THANKS;
            }
            case CalloutReason.SeekCover search -> {
                var stands = AlertRules.stands(search, new Roster(editing.roster(at), holidays), at);
                var saved = stands && cover(callout, by, search.coverage(), search.span(), at);
                if (!saved) {
                    callouts.end(callout, Outcome.MENDED, List.of(), at);
                }
                yield saved ? Reply.THANKS : Reply.COVERED_ALREADY;
            }
        };
    }

    /// One transaction with the mails and the end of the callout. False if they have it all already, or the roster
    /// refuses it.
    private boolean cover(Callout callout, ConsultantId by, DutyScope dutyScope, LocalSpan span, Instant at) {
        var missing = new Cover(by, dutyScope, span).missingIn(editing.roster(at));
        var edit = RosterEdit.ofCovers(List.of(), missing);
        var mails = takenOver(callout.reason(), by, at);
        return editing.save(new EditRequest(new EditOccasion.CoverFound(by), edit, Author.byPhone(by, at)).with(() -> {
                    callouts.end(callout, Outcome.DONE, mails, at);
                    return !missing.isEmpty();
                }))
                .isSaved();
    }

    private List<Outbox.Mail> takenOver(CalloutReason reason, ConsultantId by, Instant at) {
        return calloutMailComposer.takenOver(reason, by, new Roster(editing.roster(at), holidays));
    }

    /// What is not over yet of a span, from this minute on.
    private static Optional<LocalSpan> rest(LocalSpan span, Instant at) {
        if (!span.endsAt().isAfter(at)) {
            return Optional.empty();
        }
        return Optional.of(span.startsAt().isBefore(at) ? AlertRules.span(at, span.endsAt()) : span);
    }
}
