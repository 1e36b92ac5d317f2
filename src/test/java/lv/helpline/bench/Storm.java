package lv.helpline.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import lv.helpline.lab.Crowd;
import lv.helpline.lab.HelplineProcess;
import lv.helpline.lab.Lab;
import lv.helpline.testing.Postgres;
import org.jspecify.annotations.Nullable;

/// Surges one after the other on a line with six consultants. Half of the callers hang up at a random moment,
/// the router is killed twice, and PostgreSQL stands still once.
///
/// @param callers    how many called
/// @param served     how many of them talked to a consultant
/// @param hungUp     how many hung up before
/// @param records    how many records there are
/// @param mostWaited how many were on the line at once
/// @param mostAtOnce how many calls rang or occupied one phone at the same time, at most
/// @param sentAgain  INVITEs that had to be sent again
/// @param silence    the longest that one of them, answered, heard nothing
/// @param left       how many channels Asterisk has 10 s after the last call
/// @param listed     names of lists that are not empty then
/// @param before     Asterisk's memory before, in MB
/// @param after      and after
public record Storm(
        int callers,
        int served,
        int hungUp,
        int records,
        int mostWaited,
        int mostAtOnce,
        int sentAgain,
        Duration silence,
        int left,
        List<String> listed,
        long before,
        long after) {

    private static final int SURGES = 5;
    private static final Duration BETWEEN = Duration.ofMinutes(2);
    private static final Duration OVER = Duration.ofSeconds(20);
    private static final Duration STANDSTILL = Duration.ofSeconds(20);
    private static final Duration LONGEST_PATIENCE = Duration.ofSeconds(90);
    private static final Duration LONG = Duration.ofMinutes(10);
    private static final String LINE = "25723222";

    /// @param callers in all
    public static Storm place(Lab lab, int callers) throws Exception {
        var phones = Surge.prepare(lab, 6, Duration.ofSeconds(3));
        var before = Surge.memory(lab);
        var crowds = new ArrayList<Crowd>();
        var hungUp = ConcurrentHashMap.<String>newKeySet();
        var most = 0;
        var router = next(lab, null, 0);
        lab.asterisk().refresh();
        try {
            for (var surge = 0; surge < SURGES; surge++) {
                var begun = System.nanoTime();
                var crowd = lab.peers().crowd(LINE, callers / SURGES, OVER);
                crowds.add(crowd);
                if (surge == 1 || surge == 3) {
                    router.kill();
                    router = next(lab, router, surge);
                }
                if (surge == 2) {
                    try (var _ = Postgres.standStill()) {
                        TimeUnit.NANOSECONDS.sleep(STANDSTILL.toNanos());
                    }
                }
                while (System.nanoTime() - begun < BETWEEN.toNanos()) {
                    most = Math.max(most, hangUp(crowd, hungUp));
                    TimeUnit.SECONDS.sleep(1);
                }
            }
            for (var crowd : crowds) {
                crowd.awaitEnd(LONG);
            }
            TimeUnit.SECONDS.sleep(10);
            Surge.giveBackMemory(lab);
            var left = lab.asterisk().channels();
            var listed = lab.asterisk().globals().entrySet().stream()
                    .filter(global -> global.getKey().matches("(WAITING|GIVEN)_.*")
                            && !global.getValue().isEmpty())
                    .map(global -> global.getKey() + "=" + global.getValue())
                    .toList();
            var all = crowds.stream().flatMap(crowd -> crowd.callers().stream()).toList();
            lab.records().await(all.size());
            return new Storm(
                    all.size(),
                    (int) lab.records().all().stream()
                            .filter(record -> record.outcome().equals("answered"))
                            .count(),
                    hungUp.size(),
                    new HashSet<>(lab.records().all()).size(),
                    most,
                    phones.stream().mapToInt(Pairs::mostAtOnce).max().orElse(0),
                    all.stream().mapToInt(Crowd.Caller::again).sum(),
                    silence(crowds),
                    left,
                    listed,
                    before,
                    Surge.memory(lab));
        } finally {
            crowds.forEach(Crowd::close);
            router.close();
        }
    }

    /// Whether nobody was lost, and nothing is left of them.
    public boolean isRight() {
        return records == callers && served >= callers - hungUp && mostAtOnce == 1 && left == 0 && listed.isEmpty();
    }

    private static HelplineProcess next(Lab lab, @Nullable HelplineProcess last, int number) throws Exception {
        if (last != null) {
            last.close();
        }
        var router = lab.routers().startAnother("storm-" + number);
        lab.routers().use(router.address(), "");
        return router;
    }

    /// Half of the callers have a moment of their own at which they hang up.
    ///
    /// @return how many are on the line
    private static int hangUp(Crowd crowd, Set<String> hungUp) throws IOException {
        var now = System.nanoTime();
        var here = 0;
        for (var caller : crowd.callers()) {
            if (caller.ended() != 0 || caller.answered() == 0 || hungUp.contains(caller.callId())) {
                continue;
            }
            here++;
            var leaves = Math.floorMod(caller.callId().hashCode(), 2) == 0;
            var moment = new Random(caller.callId().hashCode()).nextLong(LONGEST_PATIENCE.toNanos());
            if (leaves && now - caller.called() > moment) {
                hungUp.add(caller.callId());
                crowd.hangUp(caller);
            }
        }
        return here;
    }

    private static Duration silence(List<Crowd> crowds) {
        return crowds.stream()
                .flatMap(crowd -> crowd.callers().stream()
                        .filter(caller -> caller.answered() != 0)
                        .map(caller -> crowd.heard(caller).silence()))
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }

    @Override
    public String toString() {
        return """
            %d callers, at most %d on the line at once: %d served, %d hung up before, %d records
            at most %d at a phone, %d INVITEs sent again, longest silence %d ms
            10 s after the last: %d channels, lists %s
            Asterisk's memory: %d MB before, %d MB after""".formatted(
                        callers,
                        mostWaited,
                        served,
                        hungUp,
                        records,
                        mostAtOnce,
                        sentAgain,
                        silence.toMillis(),
                        left,
                        listed,
                        before,
                        after);
    }
}
