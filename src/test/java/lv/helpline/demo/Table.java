package lv.helpline.demo;

import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import lv.helpline.lab.Lab;

/// A call to each of the seven numbers at each of three times, and whether it ended as the published hours
/// promise. Each time has a lab of its own, so that its calls need not wait for those of another time.
final class Table implements AutoCloseable {

    /// A weekday evening and a Saturday, whose callers hear the longest announcements, and a weekday morning.
    private static final List<LocalDateTime> TIMES = List.of(
            LocalDateTime.parse("2026-11-24T18:00"),
            LocalDateTime.parse("2026-11-28T12:00"),
            LocalDateTime.parse("2026-11-24T10:00"));

    /// The published numbers and the hour at which each closes, Monday to Friday; each opens at 9.
    private static final Map<String, Integer> CLOSES = new LinkedHashMap<>();

    static {
        CLOSES.put("28612120", 17);
        CLOSES.put("25565098", 17);
        CLOSES.put("67898343", 20);
        CLOSES.put("25723222", 17);
        CLOSES.put("25719118", 17);
        CLOSES.put("25719266", 17);
        CLOSES.put("25719588", 17);
    }

    private static final String ROW = "%-8s  %-9s  %-13s  %-8s  %-12s  %s";

    private final Labs labs;
    private final Progress progress;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /// Calls that have ended, and whatever failed.
    private final BlockingQueue<FutureTask<Row>> ended = new LinkedBlockingQueue<>();

    /// A call that has ended.
    ///
    /// @param promised how it is to end
    private record Row(LocalDateTime time, String line, String promised, String connectedTo, Trace call) {

        boolean isRight() {
            return call.record().outcome().equals(promised);
        }
    }

    Table(Labs labs, Progress progress) {
        this.labs = labs;
        this.progress = progress;
    }

    /// Places all calls and prints each as it ends.
    ///
    /// @return how many have not ended as promised
    int print() throws Exception {
        threads.execute(this::startAll);
        var wrong = 0;
        var calls = TIMES.size() * CLOSES.size();
        for (var call = 1; call <= calls; call++) {
            var row = ended.take().get();
            if (call == 1) {
                progress.say(ROW.formatted(
                        "call", "time", "number", "outcome", "connected to", "why, and what the caller heard"));
            }
            wrong += print(call + " of " + calls, row) ? 0 : 1;
        }
        progress.tell("");
        progress.say(wrong == 0 ? "All as promised." : wrong + " calls did not end as promised.");
        return wrong;
    }

    /// One lab after the other: the first one's callers wait while the next one starts.
    private void startAll() {
        try {
            for (var time : TIMES) {
                callAll(time, labs.start(time, isOpenAnywhere(time)));
            }
        } catch (Exception | AssertionError failed) {
            fail(failed);
        }
    }

    /// The table cannot be finished.
    void fail(Throwable reason) {
        end(() -> {
            throw reason instanceof Exception fault ? fault : new IllegalStateException(reason.getMessage(), reason);
        });
    }

    private void callAll(LocalDateTime time, Lab lab) {
        var consultants = new Consultants(lab);
        for (var line : CLOSES.keySet()) {
            threads.execute(() -> end(() -> {
                var call = Trace.amongOthers(lab, consultants, Order.firstLanguage("+371" + line));
                return new Row(
                        time,
                        line,
                        isOpen(line, time) ? "answered" : "closed",
                        call.record().consultant().map(consultants::name).orElse("–"),
                        call);
            }));
        }
    }

    private void end(Callable<Row> call) {
        var task = new FutureTask<>(call);
        task.run();
        ended.add(task);
    }

    private boolean print(String number, Row row) {
        var heard = row.call().heard();
        progress.say(ROW.formatted(
                        number,
                        row.time().getDayOfWeek().getDisplayName(TextStyle.SHORT, Locale.ENGLISH)
                                + row.time().format(DateTimeFormatter.ofPattern(" HH:mm")),
                        "+371 " + row.line(),
                        row.call().record().outcome(),
                        row.connectedTo(),
                        row.call().record().rules().replace("+", ", "))
                + (heard.isEmpty() ? "" : " · " + String.join(" ", heard))
                + (row.isRight() ? "" : "   WRONG: promised is " + row.promised()));
        return row.isRight();
    }

    private static boolean isOpen(String line, LocalDateTime time) {
        return time.getDayOfWeek().getValue() <= DayOfWeek.FRIDAY.getValue()
                && time.getHour() >= 9
                && time.getHour() < CLOSES.getOrDefault(line, 0);
    }

    private static boolean isOpenAnywhere(LocalDateTime time) {
        return CLOSES.keySet().stream().anyMatch(line -> isOpen(line, time));
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
