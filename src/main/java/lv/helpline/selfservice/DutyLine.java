package lv.helpline.selfservice;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import lv.helpline.audit.Author;
import lv.helpline.planning.EditOccasion;
import lv.helpline.planning.EditRequest;
import lv.helpline.planning.RosterEditing;
import lv.helpline.recordings.PhoneRecordingRequests;
import lv.helpline.roster.ConsultantId;
import lv.helpline.roster.DutyPeriod;
import lv.helpline.roster.Holidays;
import lv.helpline.roster.Roster;
import lv.helpline.roster.edit.RosterEdit;
import lv.helpline.roster.staffing.DutyStatus;
import lv.helpline.shared.EditResult;
import lv.helpline.staff.Pins;

/// What consultants do about their own duty from any phone, on the duty line. It goes by the database as it is,
/// not by a copy, so each answer has in it what was just asked for. What is asked for twice is done once: the
/// dialplan asks a second router when the first is slow.
public final class DutyLine {

    /// What a pause that was asked for again is longer than the first.
    private static final Duration AGAIN = Duration.ofSeconds(10);

    private final Pins pins;
    private final Pauses pauses;
    private final RosterEditing editing;
    private final Holidays holidays;
    private final PhoneRecordingRequests phoneRecordingRequests;

    public DutyLine(
            Pins pins,
            Pauses pauses,
            RosterEditing editing,
            Holidays holidays,
            PhoneRecordingRequests phoneRecordingRequests) {
        this.pins = pins;
        this.pauses = pauses;
        this.editing = editing;
        this.holidays = holidays;
        this.phoneRecordingRequests = phoneRecordingRequests;
    }

    /// How long whoever says that they are this consultant has to wait before their PIN is looked at;
    /// empty: too many wait already.
    public Optional<Duration> waitBeforePin(Optional<ConsultantId> consultant, Instant at) {
        return pins.begin(consultant, at);
    }

    public Optional<Pins.Verified> enter(Optional<ConsultantId> consultant, String pin, Instant at) {
        return pins.verify(consultant, pin, at);
    }

    public DutyStatus status(ConsultantId consultant, Instant at) {
        return DutyStatus.of(new Roster(editing.roster(at), holidays), consultant, at);
    }

    /// A pause from now on; on no duty for callers, none.
    ///
    /// @param length empty: to the end of the duty
    public DutyStatus pause(ConsultantId consultant, Optional<Duration> length, Instant at) {
        var before = status(consultant, at);
        before.current().filter(DutyPeriod::isForCallers).ifPresent(dutyPeriod -> {
            var end = length.map(at::plus).orElse(dutyPeriod.end());
            if (before.pausedUntil()
                    .filter(until -> until.isAfter(end.minus(AGAIN)))
                    .isEmpty()) {
                requireDone(pauses.pause(consultant, at, end, Author.byPhone(consultant, at)));
            }
        });
        return status(consultant, at);
    }

    public DutyStatus resume(ConsultantId consultant, Instant at) {
        if (status(consultant, at).pausedUntil().isPresent()) {
            requireDone(pauses.resume(consultant, at, Author.byPhone(consultant, at)));
        }
        return status(consultant, at);
    }

    /// An absence for the duty that ends at the given instant, from now on when it is under way.
    public DutyStatus cannotCome(ConsultantId consultant, Instant end, Instant at) {
        var before = status(consultant, at);
        before.pending().filter(dutyPeriod -> dutyPeriod.end().equals(end)).ifPresent(dutyPeriod -> {
            var absence = before.absence(dutyPeriod);
            requireSaved(editing.save(new EditRequest(
                    new EditOccasion.CannotCome(consultant, absence.span()),
                    RosterEdit.ofAbsences(List.of(), List.of(absence)),
                    Author.byPhone(consultant, at))));
        });
        return status(consultant, at);
    }

    /// The text that they are asked to speak, if there is one.
    public Optional<UUID> requestedTake(ConsultantId consultant, Instant at) {
        return phoneRecordingRequests.of(consultant, at).map(PhoneRecordingRequests.Take::id);
    }

    /// Whether what they spoke is kept now.
    public boolean keepTake(UUID take, ConsultantId consultant, Instant at) {
        return phoneRecordingRequests.keep(take, consultant, at);
    }

    private static void requireSaved(RosterEditing.Result result) {
        if (!(result instanceof RosterEditing.Result.Saved || result instanceof RosterEditing.Result.NothingChanges)) {
            throw new IllegalStateException("the roster has refused that somebody cannot come: " + result);
        }
    }

    private static void requireDone(EditResult editResult) {
        if (!(editResult instanceof EditResult.Done)) {
            throw new IllegalStateException(
                    "the database has refused what was asked for on the duty line: " + editResult);
        }
    }
}
