package lv.helpline.bench;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import lv.helpline.lab.Crowd;
import lv.helpline.lab.HelplineProcess;
import lv.helpline.lab.Lab;
import lv.helpline.lab.SipMessage;
import lv.helpline.lab.SipPeer;

/// Calls that ring one phone and are given up at once, some a second, each over before the next one comes:
/// through our dialplan, and beside it through one that does what Asterisk does by itself, `GotoIfTime` and
/// `Dial`. Both are in one Asterisk; the second one in a context that only this lab's has, until it is closed.
final class RingingCalls {

    static final int RATE = 4;
    static final int CALLS = 24;

    /// As many as a house has.
    private static final int CONSULTANTS = 12;

    private static final String LINE = "25723222";
    private static final String NATIVE = "20000099";
    private static final String NATIVE_PHONE = "+37120004099";
    private static final Duration RINGS = Duration.ofMillis(50);
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Duration IDLE = Duration.ofSeconds(2);

    private final Lab lab;
    private final SipPeer phones;
    private final SipPeer nativePhone;

    /// Of a lab whose roster is [#roster()].
    RingingCalls(Lab lab) throws IOException, InterruptedException {
        this.lab = lab;
        var mobiles = IntStream.range(0, CONSULTANTS)
                .mapToObj("+37120004%03d"::formatted)
                .toList();
        phones = lab.peers().ringingOut(mobiles);
        nativePhone = lab.peers().ringingOut(List.of(NATIVE_PHONE));
        lab.asterisk()
                .cli(List.of(
                        "dialplan add extension %s,1,Goto(bench-native,s,1) into helpline-from-trunk".formatted(NATIVE),
                        "dialplan add extension s,1,GotoIfTime(00:00-23:59,mon-sun,*,*?open,1) into bench-native",
                        "dialplan add extension s,2,Hangup() into bench-native",
                        "dialplan add extension open,1,Dial(PJSIP/%s@trunk,30) into bench-native"
                                .formatted(NATIVE_PHONE)));
    }

    /// The edits after which these consultants, and nobody else, are on duty for the line, which is open.
    static String[] roster() {
        var edits = new ArrayList<>(List.of(
                "delete from weekly_duty",
                "delete from cover",
                "update line set languages = '{lv}', strategy = 'one-by-one', wave_size = null where id = 'latgale'",
                "insert into special_opening (line, starts, ends)"
                        + " values ('latgale', current_date - 1, current_date + 3)"));
        for (var each = 0; each < CONSULTANTS; each++) {
            edits.addAll(Staff.onDutyForLatgale(401 + each, "Bench", "+37120004%03d".formatted(each)));
        }
        return edits.toArray(String[]::new);
    }

    /// What so many calls took.
    ///
    /// @param toPhone  from a caller's INVITE to that at the phone, ascending
    /// @param asterisk processor time a call, in milliseconds, without what it uses while nobody calls
    /// @param router   likewise
    record Calls(List<Duration> toPhone, double asterisk, double router) {

        /// In milliseconds.
        double percentile(int percent) {
            return Surge.percentile(toPhone, percent).toNanos() / 1e6;
        }

        /// Of Asterisk and router together, in percent.
        double routersShare() {
            return 100 * router / (asterisk + router);
        }
    }

    Calls ours(HelplineProcess router) throws IOException, InterruptedException {
        return place(LINE, phones, router, lab.records().all().size() + CALLS);
    }

    Calls natives(HelplineProcess router) throws IOException, InterruptedException {
        return place(NATIVE, nativePhone, router, lab.records().all().size());
    }

    private Calls place(String number, SipPeer phone, HelplineProcess router, int records)
            throws IOException, InterruptedException {
        var before = phone.messages().size();
        var begun = usedUntilNow(router);
        TimeUnit.NANOSECONDS.sleep(IDLE.toNanos());
        var calling = usedUntilNow(router);
        List<Crowd.Caller> callers;
        try (var crowd = lab.peers().crowd(number, CALLS, Duration.ofMillis(1000L * CALLS / RATE))) {
            hangUpEach(crowd, phone, before);
            crowd.awaitEnd(LONG);
            callers = crowd.callers();
        }
        lab.records().await(records);
        lab.asterisk().awaitNoChannel(LONG);
        var used = usedUntilNow(router).since(calling).without(calling.since(begun));
        return new Calls(
                toPhone(callers, rung(phone, before)), used.asterisk() / 1e6 / CALLS, used.router() / 1e6 / CALLS);
    }

    private static void hangUpEach(Crowd crowd, SipPeer phone, int before) {
        var hungUp = new AtomicInteger();
        await("each has called and hung up")
                .atMost(LONG)
                .pollInterval(Duration.ofMillis(25))
                .until(() -> {
                    var until = System.nanoTime() - RINGS.toNanos();
                    var rung = rung(phone, before).stream()
                            .filter(nanos -> nanos < until)
                            .count();
                    for (var caller : crowd.callers().subList(hungUp.get(), (int) rung)) {
                        crowd.hangUp(caller);
                        hungUp.incrementAndGet();
                    }
                    return hungUp.get() == CALLS;
                });
    }

    /// Calls ring in the order in which they came: nothing that a phone sees says whose call it is.
    private static List<Duration> toPhone(List<Crowd.Caller> callers, List<Long> rung) {
        if (rung.size() != callers.size()) {
            throw new IllegalStateException(
                    "%d called, and phones rang %d times; is the machine busy?".formatted(callers.size(), rung.size()));
        }
        return IntStream.range(0, rung.size())
                .mapToObj(each ->
                        Duration.ofNanos(rung.get(each) - callers.get(each).called()))
                .sorted()
                .toList();
    }

    /// When each call rang there first, in order, by `System.nanoTime()`.
    ///
    /// @param before messages of former calls
    private static List<Long> rung(SipPeer phone, int before) {
        var known = new HashSet<String>();
        return phone.messages().stream()
                .skip(before)
                .filter(message -> message.kind().equals("INVITE") && known.add(message.callId()))
                .map(SipMessage::nanos)
                .toList();
    }

    private Used usedUntilNow(HelplineProcess router) {
        return new Used(
                System.nanoTime(),
                Usage.cpu(lab.asterisk().process().toHandle()).toNanos(),
                Usage.cpu(router.process().toHandle()).toNanos());
    }

    /// Processor time within some time, all in nanoseconds.
    private record Used(long time, double asterisk, double router) {

        Used since(Used before) {
            return new Used(time - before.time, asterisk - before.asterisk, router - before.router);
        }

        Used without(Used idle) {
            var part = (double) time / idle.time;
            return new Used(time, asterisk - idle.asterisk * part, router - idle.router * part);
        }
    }
}
