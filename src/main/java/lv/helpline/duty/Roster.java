package lv.helpline.duty;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/// The roster, ready to be asked. Immutable.
@SuppressWarnings({"DoNotCallSuggester", "UnusedVariable"})
public final class Roster {

    /// All wall-clock times are in this zone.
    public static final ZoneId ZONE = ZoneId.of("Europe/Riga");

    private final RosterData data;
    private final Holidays holidays;

    public Roster(RosterData data, Holidays holidays) {
        this.data = data;
        this.holidays = holidays;
    }

    public RosterData data() {
        return data;
    }

    /// The line with that national number of 8 digits.
    public Optional<Line> findLine(String number) {
        throw new UnsupportedOperationException();
    }

    /// Throws `NoSuchElementException` for a consultant who is not in the books.
    public Consultant getConsultant(ConsultantId id) {
        throw new UnsupportedOperationException();
    }

    /// Whether the line is open, why, and until when.
    public Opening opening(Line line, Instant at) {
        throw new UnsupportedOperationException();
    }

    /// Who is on duty for the line, its region included, absences and covers applied, pauses not; in the order of
    /// their ids.
    public List<Consultant> onDuty(Line line, Instant at) {
        throw new UnsupportedOperationException();
    }

    /// Who is on duty anywhere, in the order of their ids.
    public List<Consultant> onDutyAnywhere(Instant at) {
        throw new UnsupportedOperationException();
    }

    /// Who is on duty for a region as a whole, in the order of their ids.
    public List<Consultant> onDuty(Region region, Instant at) {
        throw new UnsupportedOperationException();
    }

    public boolean isPaused(ConsultantId consultant, Instant at) {
        throw new UnsupportedOperationException();
    }

    /// The instants in `[from, until)` at which an answer about this line may change: openings, closings, starts and
    /// ends of duties anywhere, absences and pauses. Sorted, without doubles.
    public List<Instant> changes(Line line, Instant from, Instant until) {
        throw new UnsupportedOperationException();
    }
}
