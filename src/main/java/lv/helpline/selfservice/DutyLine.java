package lv.helpline.selfservice;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import lv.helpline.audit.Author;
import lv.helpline.planning.Rota;
import lv.helpline.recordings.Takes;
import lv.helpline.roster.ConsultantId;
import lv.helpline.roster.Holidays;
import lv.helpline.roster.Roster;
import lv.helpline.roster.Turn;
import lv.helpline.roster.edit.RosterEdit;
import lv.helpline.roster.staffing.Standing;
import lv.helpline.shared.Saved;
import lv.helpline.staff.Pins;

/// What consultants do about their own duty from any phone. It goes by the books as they are, not by a copy, so each
/// answer has in it what was just asked for. What is asked for twice is done once: the dialplan asks a second router
/// when the first is slow.
public final class DutyLine {

    /// What a pause that was asked for again is longer than the first.
    private static final Duration AGAIN = Duration.ofSeconds(10);

    private final Pins pins;
    private final Pauses pauses;
    private final Rota rota;
    private final Holidays holidays;
    private final Takes takes;

    public DutyLine(Pins pins, Pauses pauses, Rota rota, Holidays holidays, Takes takes) {
        this.pins = pins;
        this.pauses = pauses;
        this.rota = rota;
        this.holidays = holidays;
        this.takes = takes;
    }

    /// How long whoever says that they are this consultant has to wait before their PIN is looked at;
    /// empty: too many wait already.
    public Optional<Duration> knock(Optional<ConsultantId> consultant, Instant at) {
        return pins.begin(consultant, at);
    }

    public Optional<Pins.Proved> enter(Optional<ConsultantId> consultant, String pin, Instant at) {
        return pins.prove(consultant, pin, at);
    }

    public Standing standing(ConsultantId consultant, Instant at) {
        return Standing.of(new Roster(rota.books(at), holidays), consultant, at);
    }

    /// A pause from now on; on no duty for callers, none.
    ///
    /// @param length empty: to the end of the duty
    public Standing pause(ConsultantId consultant, Optional<Duration> length, Instant at) {
        var before = standing(consultant, at);
        before.turn().filter(Turn::isForCallers).ifPresent(turn -> {
            var end = length.map(at::plus).orElse(turn.end());
            if (before.pausedUntil()
                    .filter(until -> until.isAfter(end.minus(AGAIN)))
                    .isEmpty()) {
                demand(pauses.pause(consultant, at, end, Author.byPhone(consultant, at)));
            }
        });
        return standing(consultant, at);
    }

    public Standing resume(ConsultantId consultant, Instant at) {
        if (standing(consultant, at).pausedUntil().isPresent()) {
            demand(pauses.resume(consultant, at, Author.byPhone(consultant, at)));
        }
        return standing(consultant, at);
    }

    /// An absence for the duty that ends at the given instant, from now on when it is under way.
    public Standing cannotCome(ConsultantId consultant, Instant end, Instant at) {
        var before = standing(consultant, at);
        before.pending().filter(turn -> turn.end().equals(end)).ifPresent(turn -> {
            var absence = RosterEdit.ofAbsences(List.of(), List.of(before.absence(turn)));
            demand(rota.save(absence, Author.byPhone(consultant, at)));
        });
        return standing(consultant, at);
    }

    /// The text that they are asked to speak, if there is one.
    public Optional<UUID> take(ConsultantId consultant, Instant at) {
        return takes.of(consultant, at).map(Takes.Take::id);
    }

    /// Whether what they spoke is kept now.
    public boolean keep(UUID take, ConsultantId consultant, Instant at) {
        return takes.keep(take, consultant, at);
    }

    private static void demand(Saved saved) {
        if (!(saved instanceof Saved.Done)) {
            throw new IllegalStateException("the books have refused what was asked for on the duty line: " + saved);
        }
    }
}
