package lv.helpline.statistics;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import lv.helpline.calllog.Outcome;
import lv.helpline.roster.Roster;

/// Calls as a test tells of them, and the history that they are. Of consultants it has nothing.
final class Calls implements History {

    static final String LATGALE = "25723222";
    static final String RIGA = "28612120";

    private final List<CallTally> calls = new ArrayList<>();
    private final List<PartnerCallTally> passedOn = new ArrayList<>();

    /// @param at in Rīga
    Calls answered(String at, String line, int afterSeconds) {
        return call(at, line, Outcome.ANSWERED, Optional.of(rounded(afterSeconds)));
    }

    /// @param at in Rīga
    Calls lost(String at, String line, Outcome outcome, int afterSeconds) {
        return call(at, line, outcome, Optional.of(rounded(afterSeconds)).filter(_ -> outcome == Outcome.ABANDONED));
    }

    private Calls call(String at, String line, Outcome outcome, Optional<Duration> waited) {
        calls.add(new CallTally(
                instant(at).truncatedTo(ChronoUnit.HOURS),
                Optional.of(line).filter(number -> !number.isEmpty()),
                outcome,
                waited,
                1,
                0,
                0,
                0));
        return this;
    }

    private static Duration rounded(int seconds) {
        return Stream.of(10, 20, 40, 60, 120, 300, 900)
                .filter(end -> end >= seconds)
                .findFirst()
                .map(Duration::ofSeconds)
                .orElseThrow();
    }

    List<CallTally> all() {
        return calls;
    }

    @Override
    public List<CallTally> calls(Period period) {
        return calls.stream().filter(call -> period.contains(call.hour())).toList();
    }

    /// Of a line in a month.
    Calls passedOn(YearMonth month, String line, int calls) {
        passedOn.add(new PartnerCallTally(month, line, calls));
        return this;
    }

    @Override
    public List<PartnerCallTally> partnerCalls(Collection<YearMonth> months) {
        return passedOn.stream().filter(tally -> months.contains(tally.month())).toList();
    }

    @Override
    public List<ConsultantLoad> loads(Collection<YearMonth> months) {
        return List.of();
    }

    static Instant instant(String riga) {
        return LocalDateTime.parse(riga).atZone(Roster.ZONE).toInstant();
    }
}
