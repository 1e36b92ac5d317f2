package lv.helpline.statistics;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import lv.helpline.calllog.Outcome;
import lv.helpline.roster.ConsultantId;
import lv.helpline.roster.Roster;

/// Calls as a test tells of them, and the history that they are. Of consultants it has what the test says.
public final class Calls implements History {

    public static final String LATGALE = "25723222";
    public static final String RIGA = "28612120";

    private final List<CallTally> calls = new ArrayList<>();
    private final List<PartnerCallTally> passedOn = new ArrayList<>();
    private final List<ConsultantLoad> loads = new ArrayList<>();

    /// @param at in Rīga
    public Calls answered(String at, String line, int afterSeconds) {
        return call(at, line, Outcome.ANSWERED, Optional.of(rounded(afterSeconds)));
    }

    /// @param at in Rīga
    public Calls lost(String at, String line, Outcome outcome, int afterSeconds) {
        return call(at, line, outcome, Optional.of(rounded(afterSeconds)).filter(_ -> outcome == Outcome.ABANDONED));
    }

    private Calls call(String at, String line, Outcome outcome, Optional<Duration> waited) {
        return many(1, instant(at), line, outcome, waited);
    }

    /// @param waited the end of a class
    public Calls many(int count, Instant at, String line, Outcome outcome, Optional<Duration> waited) {
        calls.add(new CallTally(
                at.truncatedTo(ChronoUnit.HOURS),
                Optional.of(line).filter(number -> !number.isEmpty()),
                outcome,
                waited,
                count,
                0,
                0,
                0));
        return this;
    }

    /// In every month.
    public Calls talked(int calls, Duration inAll) {
        loads.add(new ConsultantLoad(new ConsultantId(1), Map.of(RingOutcomeGroup.TAKEN, calls), inAll));
        return this;
    }

    private static Duration rounded(int seconds) {
        return Stream.of(10, 20, 40, 60, 120, 300, 900)
                .filter(end -> end >= seconds)
                .findFirst()
                .map(Duration::ofSeconds)
                .orElseThrow();
    }

    public List<CallTally> all() {
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
        return List.copyOf(loads);
    }

    static Instant instant(String riga) {
        return LocalDateTime.parse(riga).atZone(Roster.ZONE).toInstant();
    }
}
