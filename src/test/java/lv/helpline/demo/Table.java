package lv.helpline.demo;

import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import lv.helpline.lab.Lab;

/// A call to each of the seven numbers at each of some times, and whether it ended as the published hours promise.
final class Table {

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

    private static final String ROW = "%-10s %-13s %-9s %-19s %s";

    private final Lab lab;
    private final Consultants consultants;

    Table(Lab lab) {
        this.lab = lab;
        this.consultants = new Consultants(lab);
    }

    /// Places the calls of one time together, and returns how many rows are not as promised.
    int print(List<LocalDateTime> times) throws InterruptedException, ExecutionException {
        Demo.say("");
        Demo.say(ROW.formatted("time", "number", "outcome", "connected to", "why, and what the caller heard"));
        int wrong = 0;
        for (var time : times) {
            lab.at(time);
            var calls = new LinkedHashMap<String, Future<Trace>>();
            try (var callers = Executors.newFixedThreadPool(CLOSES.size())) {
                for (var line : CLOSES.keySet()) {
                    calls.put(
                            line,
                            callers.submit(
                                    () -> Trace.amongOthers(lab, consultants, Order.firstLanguage("+371" + line))));
                }
            }
            for (var call : calls.entrySet()) {
                wrong += print(time, call.getKey(), call.getValue().get()) ? 0 : 1;
            }
        }
        Demo.say("");
        Demo.say(wrong == 0 ? "All as promised." : wrong + " calls did not end as promised.");
        return wrong;
    }

    private boolean print(LocalDateTime time, String line, Trace call) {
        var promised = isOpen(line, time) ? "answered" : "closed";
        var right = call.record().outcome().equals(promised);
        Demo.say(ROW.formatted(
                        time.getDayOfWeek().getDisplayName(TextStyle.SHORT, Locale.ENGLISH)
                                + time.format(DateTimeFormatter.ofPattern(" HH:mm")),
                        "+371 " + line,
                        call.record().outcome(),
                        call.record().consultant().map(consultants::name).orElse("–"),
                        call.record().rules().replace("+", ", "))
                + (call.heard().isEmpty() ? "" : " · " + String.join(" ", call.heard()))
                + (right ? "" : "   WRONG: promised is " + promised));
        return right;
    }

    private static boolean isOpen(String line, LocalDateTime time) {
        return time.getDayOfWeek().getValue() <= DayOfWeek.FRIDAY.getValue()
                && time.getHour() >= 9
                && time.getHour() < CLOSES.getOrDefault(line, 0);
    }
}
