package lv.helpline.bench;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import lv.helpline.lab.Attendant;
import lv.helpline.lab.Crowd;
import lv.helpline.lab.Lab;
import lv.helpline.lab.SipPeer;
import lv.helpline.lab.Stalls;

/// Many callers at once on a line with few consultants, the wallboard looking on.
///
/// @param callers    how many called
/// @param served     how many of them talked to a consultant
/// @param inversions how often a caller talked before one whose call had arrived earlier, by more than two seconds
/// @param sentAgain  INVITEs that had to be sent again
/// @param response   from a caller's INVITE until its first response, of each, ascending
/// @param idle       from the end of a consultant's call until their phone rings for the next who waits, of
///                   each, ascending
/// @param longestGap between two packets that one caller heard
/// @param mostAtOnce how many calls rang or occupied one phone at the same time, at most
/// @param overflows  how often Asterisk logged that one of its queues is too long
public record Surge(
        int callers,
        int served,
        int inversions,
        int sentAgain,
        List<Duration> response,
        List<Duration> idle,
        Duration longestGap,
        int mostAtOnce,
        long overflows) {

    /// What it costs Asterisk that so many wait.
    ///
    /// @param waiting how many callers
    /// @param events  that the manager interface was told, a second
    /// @param cores   of processors
    public record Cost(int waiting, long events, double cores) {}

    private static final String LINE = "25723222";
    private static final Duration LONG = Duration.ofMinutes(30);

    /// Two calls are given in order; by so much the phones of two consultants may differ in ringing, being answered and
    /// hung up.
    private static final Duration INVERSION = Duration.ofSeconds(2);

    /// Calls, within so long, a line whose consultants are free.
    public static Surge place(Lab lab, int callers, Duration over, int consultants, Duration talk) throws Exception {
        return place(lab, callers, over, prepare(lab, consultants, talk));
    }

    /// The same of a line that is prepared, and has these phones.
    static Surge place(Lab lab, int callers, Duration over, List<SipPeer> phones) throws Exception {
        var before = overflows(lab);
        try (var crowd = lab.peers().crowd(LINE, callers, over)) {
            crowd.awaitEnd(LONG);
            lab.records().await(callers);
            return of(crowd, phones, overflows(lab) - before);
        }
    }

    /// What it costs while so many wait for consultants who talk on and on.
    public static Cost cost(Lab lab, int waiting, Duration measured) throws Exception {
        prepare(lab, 2, Duration.ofHours(1));
        try (var _ = lab.peers().crowd(LINE, waiting + 2, Duration.ofMillis(100L * waiting))) {
            await("all wait, and Asterisk has told how they began")
                    .atMost(LONG)
                    .until(() -> longestList(lab) == waiting + 2 && untold(lab) == 0);
            var events = events(lab);
            var cpu = cpu(lab);
            var begun = System.nanoTime();
            TimeUnit.NANOSECONDS.sleep(measured.toNanos());
            var seconds = (System.nanoTime() - begun) / 1e9;
            var cost = new Cost(
                    waiting,
                    Math.round((events(lab) - events) / seconds),
                    cpu(lab).minus(cpu).toNanos() / 1e9 / seconds);
            lab.hangUpEverything();
            return cost;
        }
    }

    /// A line that is open, with so many consultants, who each talk for so long; their phones.
    public static List<SipPeer> prepare(Lab lab, int consultants, Duration talk) throws Exception {
        return prepare(lab, consultants, Duration.ofMillis(200), talk);
    }

    /// The same, whose phones ring for so long before.
    public static List<SipPeer> prepare(Lab lab, int consultants, Duration ringing, Duration talk) throws Exception {
        var phones = staff(lab, consultants, ringing);
        phones.forEach(phone -> Attendant.talking(phone, talk));
        return phones;
    }

    /// The same, with nobody at the phones yet.
    public static List<SipPeer> staff(Lab lab, int consultants, Duration ringing) throws Exception {
        var edits = new ArrayList<>(List.of(
                "delete from weekly_duty",
                "delete from cover",
                "update line set languages = '{lv}'",
                "insert into special_opening (line, starts, ends)"
                        + " values ('latgale', current_date - 1, current_date + 3)"));
        var phones = new ArrayList<SipPeer>();
        for (var each = 0; each < consultants; each++) {
            var mobile = mobile(each);
            edits.addAll(Staff.onDutyForLatgale(301 + each, "Surge", mobile));
            phones.add(lab.peers().answering(mobile, ringing));
        }
        lab.database().edit(edits.toArray(String[]::new));
        lab.clock().setToReal();
        return phones;
    }

    /// How often Asterisk has logged by now that one of its queues is too long.
    public static long overflows(Lab lab) {
        return lab.asterisk().complaints().stream()
                .filter(complaint -> complaint.contains("queue reached"))
                .count();
    }

    /// The number of one of these consultants, by whom the line is rung first.
    public static String mobile(int consultant) {
        return "+37120003%03d".formatted(consultant);
    }

    /// What became of a crowd whose calls are over.
    public static Surge of(Crowd crowd, List<SipPeer> phones, long overflows) {
        var callers = crowd.callers();
        return new Surge(
                callers.size(),
                (int) callers.stream().filter(caller -> caller.ended() != 0).count(),
                inversions(callers),
                callers.stream().mapToInt(Crowd.Caller::again).sum(),
                callers.stream()
                        .filter(caller -> caller.responded() != 0)
                        .map(caller -> Stalls.without(caller.called(), caller.responded()))
                        .sorted()
                        .toList(),
                phones.stream().flatMap(phone -> idle(phone).stream()).sorted().toList(),
                crowd.longestGap(),
                phones.stream().mapToInt(Pairs::mostAtOnce).max().orElse(0),
                overflows);
    }

    private static int inversions(List<Crowd.Caller> callers) {
        var inversions = 0;
        var latest = 0L;
        var ordered = callers.stream()
                .filter(caller -> caller.ended() != 0)
                .sorted(Comparator.comparingLong(Crowd.Caller::responded))
                .toList();
        for (var caller : ordered) {
            if (Stalls.without(caller.ended(), Math.max(caller.ended(), latest)).compareTo(INVERSION) > 0) {
                inversions++;
            }
            latest = Math.max(latest, caller.ended());
        }
        return inversions;
    }

    private static List<Duration> idle(SipPeer phone) {
        var idle = new ArrayList<Duration>();
        var ended = 0L;
        for (var message : phone.messages()) {
            if (message.kind().equals("BYE")) {
                ended = message.nanos();
            } else if (message.kind().equals("INVITE") && ended != 0) {
                idle.add(Stalls.without(ended, message.nanos()));
                ended = 0;
            }
        }
        return idle;
    }

    /// How many callers want the consultant whom most of them want. Who talks with somebody stays on their list.
    private static int longestList(Lab lab) throws InterruptedException {
        return lab.asterisk().globals().entrySet().stream()
                .filter(global -> global.getKey().startsWith("WAITING_"))
                .mapToInt(list -> (int)
                        Pattern.compile("\\+").splitAsStream(list.getValue()).count())
                .max()
                .orElse(0);
    }

    /// How many messages the manager interface was told.
    private static long events(Lab lab) throws InterruptedException {
        return managerQueue(lab, "processed");
    }

    /// How many it is still to be told.
    private static long untold(Lab lab) throws InterruptedException {
        return managerQueue(lab, "queued");
    }

    private static long managerQueue(Lab lab, String column) throws InterruptedException {
        var line = Pattern.compile("stasis/m:manager:core-\\S+\\s+(?<processed>\\d+)\\s+(?<queued>\\d+)")
                .matcher(lab.asterisk().cli("core show taskprocessors"));
        if (!line.find()) {
            throw new IllegalStateException("Asterisk does not say how much its manager interface was told");
        }
        return Long.parseLong(line.group(column));
    }

    private static Duration cpu(Lab lab) {
        return Usage.cpu(lab.asterisk().process().toHandle());
    }

    /// Which Asterisk has, in MB (VmRSS).
    static long memory(Lab lab) throws IOException {
        var status =
                Files.readString(Path.of("/proc/" + lab.asterisk().process().pid() + "/status"));
        return status.lines()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElseThrow();
    }

    /// What is free of Asterisk's memory goes back to the system, as each minute (`helpline-refresh.service`).
    static void giveBackMemory(Lab lab) throws InterruptedException {
        lab.asterisk().cli("malloc trim");
    }

    /// The shortest of them that so many of a hundred are not longer than.
    public static Duration percentile(List<Duration> ascending, int percent) {
        return ascending.isEmpty() ? Duration.ZERO : ascending.get((ascending.size() - 1) * percent / 100);
    }

    @Override
    public String toString() {
        return """
            %d callers: %d served, %d inversions, %d INVITEs sent again, at most %d at a phone
            first response  p50 %d ms, p99 %d ms, max %d ms
            idle            p50 %d ms, p99 %d ms, max %d ms, of %d
            longest gap     %d ms
            queues too long %d times""".formatted(
                        callers,
                        served,
                        inversions,
                        sentAgain,
                        mostAtOnce,
                        percentile(response, 50).toMillis(),
                        percentile(response, 99).toMillis(),
                        percentile(response, 100).toMillis(),
                        percentile(idle, 50).toMillis(),
                        percentile(idle, 99).toMillis(),
                        percentile(idle, 100).toMillis(),
                        idle.size(),
                        longestGap.toMillis(),
                        overflows);
    }
}
