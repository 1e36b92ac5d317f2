package lv.helpline.callout;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import lv.helpline.callout.Callout.Outcome;
import lv.helpline.callout.Callout.Phoned;
import lv.helpline.callout.Callout.Result;
import lv.helpline.roster.Consultant;
import lv.helpline.roster.ConsultantId;
import lv.helpline.roster.Roster;
import lv.helpline.roster.staffing.Candidate;
import lv.helpline.roster.staffing.DutyPreference;
import lv.helpline.roster.staffing.Substitutes;
import lv.helpline.routing.Snapshot;

/// Decides what is done next about a callout: phone somebody, wait, or end it.
///
/// @param preferences  of those who can take a duty more, who are asked for a cover first, and of those who would
/// rather
///                     not, who are asked last
/// @param callingHours when colleagues may be phoned; coordinators always may
/// @param onPhone      who has a call that we placed now
record CalloutPlanner(
        Snapshot snapshot,
        List<DutyPreference> preferences,
        CallingHours callingHours,
        Set<ConsultantId> onPhone,
        Instant at) {

    /// A call that Asterisk took and lost is handed over so often.
    static final int TRIES = 2;

    /// Whoever was on a call when their phone was to be tested is left alone for so long.
    private static final Duration LATER = Duration.ofMinutes(5);

    CalloutPlanner {
        preferences = List.copyOf(preferences);
        onPhone = Set.copyOf(onPhone);
    }

    sealed interface Step {

        record Phone(ConsultantId consultant) implements Step {}

        record Wait() implements Step {}

        record End(Outcome outcome) implements Step {}
    }

    Step next(Callout callout) {
        var current = callout.phoned().stream()
                .filter(call -> call.result().isEmpty())
                .findFirst();
        if (current.isPresent()) {
            return current.filter(call -> isLost(call, at) && call.tries() < TRIES)
                    .<Step>map(call -> new Step.Phone(call.consultant()))
                    .orElseGet(Step.Wait::new);
        }
        return switch (callout.reason()) {
            case CalloutReason.Alert alert ->
                AlertRules.stands(alert, snapshot, at)
                        ? first(
                                callout,
                                snapshot.roster().coordinators(at).stream().filter(Consultant::hasVerifiedPhone))
                        : new Step.End(Outcome.MENDED);
            case CalloutReason.SeekCover search -> cover(callout, search);
            case CalloutReason.Test test -> test(callout, test);
        };
    }

    private Step cover(Callout callout, CalloutReason.SeekCover search) {
        var roster = snapshot.roster();
        if (!search.span().endsAt().isAfter(at)) {
            return new Step.End(Outcome.NOBODY);
        }
        if (!AlertRules.stands(search, roster, at)) {
            return new Step.End(Outcome.MENDED);
        }
        if (!callingHours.contain(at)) {
            return new Step.Wait();
        }
        return first(
                callout,
                Substitutes.of(roster, preferences, search.coverage(), search.span()).stream()
                        .map(Candidate::consultant));
    }

    private Step first(Callout callout, Stream<Consultant> suitable) {
        var known = callout.phoned().stream().map(Phoned::consultant).toList();
        return suitable.map(Consultant::id)
                .filter(id -> !known.contains(id))
                .findFirst()
                .<Step>map(id -> onPhone.contains(id) ? new Step.Wait() : new Step.Phone(id))
                .orElseGet(() -> new Step.End(Outcome.NOBODY));
    }

    /// A phone that has just been entered is not in the roster of this router yet.
    private Step test(Callout callout, CalloutReason.Test test) {
        var consultant = test.consultant();
        if (snapshot.roster().getConsultant(consultant).phone(test.phone()).isEmpty()) {
            return new Step.Wait();
        }
        var last = callout.phoned().stream().findFirst();
        if (last.isEmpty() || last.get().result().equals(Optional.of(Result.ENGAGED))) {
            var later = last.filter(call -> call.due().plus(LATER).isAfter(at)).isPresent();
            return later || onPhone.contains(consultant) ? new Step.Wait() : new Step.Phone(consultant);
        }
        return new Step.End(Outcome.NOBODY);
    }

    static boolean isLost(Phoned call, Instant at) {
        return call.result().isEmpty() && !call.due().isAfter(at);
    }

    /// When people who are not on call may be phoned: `[from, until)` each day in Riga.
    record CallingHours(LocalTime from, LocalTime until) {

        CallingHours {
            if (!from.isBefore(until)) {
                throw new IllegalArgumentException("calling hours: their end has to be after their start");
            }
        }

        boolean contain(Instant at) {
            var time = LocalTime.ofInstant(at, Roster.ZONE);
            return !time.isBefore(from) && time.isBefore(until);
        }
    }
}
