package lv.helpline.asterisk.scripts;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import lv.helpline.audit.Author;
import lv.helpline.planning.RosterEdited;
import lv.helpline.planning.RosterInMemory;
import lv.helpline.roster.ConsultantId;
import lv.helpline.roster.Language;
import lv.helpline.roster.Pause;
import lv.helpline.roster.RosterBuilder;
import lv.helpline.roster.RosterData;
import lv.helpline.selfservice.DutyLine;
import lv.helpline.selfservice.Pauses;
import lv.helpline.shared.EditResult;
import lv.helpline.staff.Pins;

/// What the duty line reads and writes, in memory. The first consultant's PIN is 123456, and they prefer English.
public final class DutyInMemory {

    final List<Pause> pauses = new ArrayList<>();
    final List<Author> authors = new ArrayList<>();
    final List<RosterEdited> edited = new ArrayList<>();
    final InMemoryPhoneRecordingRequests takes = new InMemoryPhoneRecordingRequests();
    Optional<Duration> wait = Optional.of(Duration.ZERO);
    private final RosterBuilder rosterBuilder;

    public DutyInMemory(RosterBuilder rosterBuilder) {
        this.rosterBuilder = rosterBuilder;
    }

    public DutyLine line() {
        var roster = new RosterInMemory(rosterBuilder::data, this::withPauses);
        var editing = roster.editing(edited, date -> Optional.empty());
        return new DutyLine(new FakePins(), new FakePauses(), editing, date -> Optional.empty(), takes);
    }

    private final class FakePins implements Pins {
        @Override
        public Optional<Duration> begin(Optional<ConsultantId> consultant, Instant at) {
            return wait;
        }

        @Override
        public Optional<Verified> verify(Optional<ConsultantId> consultant, String pin, Instant at) {
            return consultant
                    .filter(each -> each.value() == 1 && pin.equals("123456"))
                    .map(each -> new Verified(each, List.of(Language.ENGLISH, Language.LATVIAN)));
        }

        @Override
        public int wrongOn(LocalDate day) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Set<ConsultantId> all() {
            throw new UnsupportedOperationException("the duty line asks for nobody's PIN but its caller's");
        }

        @Override
        public Optional<String> renew(ConsultantId consultant, Author author) {
            throw new UnsupportedOperationException();
        }
    }

    private final class FakePauses implements Pauses {
        @Override
        public EditResult pause(ConsultantId consultant, Instant start, Instant end, Author author) {
            pauses.add(new Pause(consultant, start, end));
            authors.add(author);
            return new EditResult.Done("1");
        }

        @Override
        public EditResult resume(ConsultantId consultant, Instant at, Author author) {
            pauses.clear();
            return new EditResult.Done("1");
        }
    }

    private RosterData withPauses(RosterData data) {
        var all = new ArrayList<>(data.pauses());
        all.addAll(pauses);
        return new RosterData(
                data.lines(),
                data.consultants(),
                data.weeklyDuties(),
                data.covers(),
                data.absences(),
                all,
                data.closures(),
                data.specialOpenings(),
                data.outsideHelp());
    }
}
