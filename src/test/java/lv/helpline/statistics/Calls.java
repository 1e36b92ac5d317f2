package lv.helpline.statistics;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import lv.helpline.calllog.Attempt;
import lv.helpline.calllog.CallRecord;
import lv.helpline.calllog.DecidedBy;
import lv.helpline.calllog.Outcome;
import lv.helpline.roster.ConsultantId;
import lv.helpline.roster.Roster;

/// Calls as a test tells of them, and the history that they are.
final class Calls implements History {

    static final String LATGALE = "25723222";
    static final String RIGA = "28612120";

    private final List<CallRecord> calls = new ArrayList<>();
    private final List<Attempt> attempts = new ArrayList<>();

    /// @param at in Rīga
    Calls answered(String at, String line, int consultant, int afterSeconds, int talkedSeconds, String... rules) {
        var entered = instant(at);
        var answered = entered.plusSeconds(afterSeconds);
        var call = call(
                at, line, Outcome.ANSWERED, Optional.of(consultant), afterSeconds, afterSeconds + talkedSeconds, rules);
        attempts.add(new Attempt(call.callId(), new ConsultantId(consultant), entered, answered, Attempt.Result.TAKEN));
        return this;
    }

    /// @param at in Rīga
    Calls lost(String at, String line, Outcome outcome, int afterSeconds, String... rules) {
        call(at, line, outcome, Optional.empty(), 0, afterSeconds, rules);
        return this;
    }

    /// Of the call that was told of last.
    Calls ringing(int consultant, Attempt.Result result) {
        var call = calls.getLast();
        attempts.add(new Attempt(
                call.callId(),
                new ConsultantId(consultant),
                call.enteredAt(),
                call.enteredAt().plusSeconds(5),
                result));
        return this;
    }

    private CallRecord call(
            String at,
            String line,
            Outcome outcome,
            Optional<Integer> consultant,
            int answeredAfter,
            int endedAfter,
            String... rules) {
        var entered = instant(at);
        var call = new CallRecord(
                UUID.nameUUIDFromBytes((at + calls.size()).getBytes(UTF_8)),
                Optional.of(line).filter(number -> !number.isEmpty()),
                entered,
                DecidedBy.ROUTER,
                List.of(rules),
                Optional.empty(),
                outcome,
                consultant.map(ConsultantId::new),
                consultant.map(_ -> entered.plusSeconds(answeredAfter)),
                entered.plusSeconds(endedAfter));
        calls.add(call);
        return call;
    }

    List<CallRecord> all() {
        return calls;
    }

    @Override
    public List<CallRecord> calls(Period period) {
        return calls.stream().filter(call -> period.contains(call.enteredAt())).toList();
    }

    @Override
    public List<Attempt> attempts(Period period) {
        var ids = calls(period).stream().map(CallRecord::callId).toList();
        return attempts.stream()
                .filter(attempt -> ids.contains(attempt.callId()))
                .toList();
    }

    static Instant instant(String riga) {
        return LocalDateTime.parse(riga).atZone(Roster.ZONE).toInstant();
    }
}
