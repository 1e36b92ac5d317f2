package lv.helpline.asterisk.scripts;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lv.helpline.audit.Author;
import lv.helpline.mail.Outbox;
import lv.helpline.planning.DutyRepository;
import lv.helpline.roster.ConsultantId;
import lv.helpline.roster.Language;
import lv.helpline.roster.LocalSpan;
import lv.helpline.roster.Pause;
import lv.helpline.roster.RosterBuilder;
import lv.helpline.roster.RosterData;
import lv.helpline.roster.edit.RosterEdit;
import lv.helpline.selfservice.DutyLine;
import lv.helpline.selfservice.Pauses;
import lv.helpline.shared.EditResult;
import lv.helpline.staff.Pins;

/// What the duty line reads and writes, in memory. The first consultant's PIN is 123456, and they prefer English.
public final class DutyBooks {

    final List<Pause> pauses = new ArrayList<>();
    final List<Author> authors = new ArrayList<>();
    RosterEdit edit = RosterEdit.NONE;
    final InMemoryTakes takes = new InMemoryTakes();
    Optional<Duration> wait = Optional.of(Duration.ZERO);
    private final RosterBuilder rosterBuilder;

    public DutyBooks(RosterBuilder rosterBuilder) {
        this.rosterBuilder = rosterBuilder;
    }

    public DutyLine line() {
        return new DutyLine(new FakePins(), new FakePauses(), new FakeRota(), date -> Optional.empty(), takes);
    }

    private final class FakePins implements Pins {
        @Override
        public Optional<Duration> begin(Optional<ConsultantId> consultant, Instant at) {
            return wait;
        }

        @Override
        public Optional<Proved> prove(Optional<ConsultantId> consultant, String pin, Instant at) {
            return consultant
                    .filter(each -> each.value() == 1 && pin.equals("123456"))
                    .map(each -> new Proved(each, List.of(Language.ENGLISH, Language.LATVIAN)));
        }

        @Override
        public int wrongOn(LocalDate day) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean hasPin(ConsultantId consultant) {
            return true;
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

    private final class FakeRota implements DutyRepository {
        @Override
        public RosterData books(Instant at) {
            var data = edit.appliedTo(rosterBuilder.data());
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

        @Override
        public RosterData books(Instant at, LocalSpan time) {
            return books(at);
        }

        @Override
        public EditResult save(RosterEdit saved, List<Outbox.Mail> told, Author author) {
            edit = edit.then(saved);
            authors.add(author);
            return new EditResult.Done("roster");
        }
    }
}
