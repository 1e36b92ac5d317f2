package lv.helpline.bench;

import static lv.helpline.bench.Measure.Judged.DIFFERENCE;
import static lv.helpline.bench.Measure.Judged.FIGURE;
import static lv.helpline.bench.Measure.Judged.NOTHING;
import static lv.helpline.bench.Measure.Judged.RATIO_LESS;
import static lv.helpline.bench.Measure.Judged.RATIO_MORE;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import lv.helpline.asterisk.fastagi.DialplanNames;
import lv.helpline.bench.AgiLoad.Load;
import lv.helpline.bench.Measure.Judged;
import lv.helpline.bench.RingingCalls.Calls;
import lv.helpline.bench.Starts.Start;
import lv.helpline.lab.Lab;
import lv.helpline.lab.Unit;

/// What `ops/bench --quick` measures. Each repetition has servers that were started anew, and within it ours
/// and what stands beside it take turns.
final class Quick {

    private static final int FEW = 16;
    private static final int MANY = 200;
    private static final int REQUESTS = 10_000;

    private static final int ANSWERED = 5;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /// What Asterisk asks by time, whether anybody calls or not.
    private static final Set<String> BY_TIME = Set.of(DialplanNames.CALLS, DialplanNames.REFRESH);

    private final Lab lab;
    private final byte[] request;
    private final Unit unit = Unit.of("helpline-router.service");

    private Quick(Lab lab) {
        this.lab = lab;
        request = AgiLoad.request("route", lab.routers().agiSecret());
    }

    /// @param resident memory after all of that, in MB
    private record Side(Load few, Load many, double resident) {}

    private record Repetition(Start start, Side ours, Side stock, Calls calls, Calls natives) {}

    /// The table's rows, and what is said above it.
    record Measured(List<String> heading, List<Measure> measures) {}

    static Measured measure(Lab lab, int repetitions) throws Exception {
        return new Quick(lab).measure(repetitions);
    }

    private Measured measure(int repetitions) throws Exception {
        var heading = heading(repetitions);
        lab.clock().setToReal();
        // As site.conf has it by itself: nobody looks at calls.
        lab.asterisk().letReaderIn(false);
        var asked = questions();
        lab.reset(RingingCalls.roster());
        var all = new ArrayList<Repetition>();
        var before = stored();
        var calls = new RingingCalls(lab);
        for (var repetition = 1; repetition <= repetitions; repetition++) {
            System.out.printf("Repetition %d of %d%n", repetition, repetitions);
            all.add(repeat(repetition, calls));
        }
        var measures = new ArrayList<>(measures(all));
        var questions = asked.values().stream().mapToInt(Integer::intValue).sum() / (double) ANSWERED;
        measures.add(alone("questions to routers, a call taken by the first", "questions", questions, "≤ 2"));
        measures.addAll(kept(before, repetitions * RingingCalls.CALLS));
        heading.add(told(asked));
        return new Measured(heading, measures);
    }

    private List<String> heading(int repetitions) throws IOException, InterruptedException {
        var heading = new ArrayList<>(Machine.heading(lab));
        heading.add(
                "Router and Asterisk-Java's server run with `%s`, the router with its AOT cache too. Repetitions: %d."
                        .formatted(String.join(" ", unit.options()), repetitions));
        return heading;
    }

    private static String told(Map<String, Integer> asked) {
        return "Asked of the router by a call: %s."
                .formatted(asked.entrySet().stream()
                        .map(each -> "%s %.1f".formatted(each.getKey(), (double) each.getValue() / ANSWERED))
                        .collect(Collectors.joining(", ")));
    }

    private List<Measure> kept(Stored before, double calls) {
        var now = stored();
        return List.of(
                alone(
                        "rows in PostgreSQL, a call that rings one phone",
                        "rows",
                        (now.rows() - before.rows()) / calls,
                        ""),
                alone("bytes of these rows, without indexes", "B", (now.bytes() - before.bytes()) / calls, ""));
    }

    private Repetition repeat(int repetition, RingingCalls calls) throws Exception {
        var begun = System.nanoTime();
        try (var router = lab.routers().startInstalled("quick-" + repetition, Starts.INSTALLED)) {
            var start = Starts.of(router, begun, request);
            requireRinging(router.port());
            try (var stock = StockServer.start(unit.options(), unit.memory())) {
                load(stock.port(), FEW, 2 * REQUESTS, stock.process());
                var few = load(router.port(), FEW, REQUESTS, router.process());
                var fewOfStock = load(stock.port(), FEW, REQUESTS, stock.process());
                var many = load(router.port(), MANY, REQUESTS, router.process());
                var manyOfStock = load(stock.port(), MANY, REQUESTS, stock.process());
                var ours = new Side(few, many, resident(router.process()));
                var beside = new Side(fewOfStock, manyOfStock, resident(stock.process()));
                lab.routers().use(router.address(), "");
                var placed = calls.ours(router);
                var natives = calls.natives(router);
                lab.routers().use(lab.routers().ownAddress(), "");
                return new Repetition(start, ours, beside, placed, natives);
            }
        }
    }

    /// Else it is another decision that is measured, and a smaller one.
    private void requireRinging(int port) {
        var answer = AgiLoad.firstCommand("127.0.0.1", port, request).orElse("nothing");
        if (!answer.contains("|ring|")) {
            throw new IllegalStateException("the router does not answer that phones are rung, but " + answer);
        }
    }

    private Load load(int port, int atOnce, int requests, Process server) throws InterruptedException {
        var load = AgiLoad.run("127.0.0.1", port, request, atOnce, requests, Optional.of(server.toHandle()));
        if (load.failures() > 0) {
            throw new IllegalStateException("unanswered: " + load);
        }
        return load;
    }

    private static double resident(Process process) throws IOException {
        return Usage.resident(process.pid()) / 1e6;
    }

    /// How often each script was asked for by calls that are taken by the first consultant who is rung.
    private Map<String, Integer> questions() throws Exception {
        lab.reset();
        Surge.prepare(lab, 2, Duration.ofMillis(500));
        try (var router = lab.routers().startInstalled("quick-questions", Starts.INSTALLED);
                var counter = new QuestionCounter(router.port())) {
            lab.routers().use(counter.address(), "");
            for (var call = 0; call < ANSWERED; call++) {
                try (var caller = lab.peers().call("25723222")) {
                    caller.await("BYE", PATIENCE);
                }
                lab.records().await(call + 1);
            }
            lab.asterisk().awaitNoChannel(PATIENCE);
            var asked = counter.asked();
            asked.keySet().removeAll(BY_TIME);
            return asked;
        }
    }

    private static Measure alone(String name, String unit, double figure, String goal) {
        return new Measure(name, unit, List.of(figure), List.of(), FIGURE, goal);
    }

    /// What is kept of calls.
    private record Stored(long rows, long bytes) {}

    private Stored stored() {
        return lab.database().jdbc().sql("""
                    select count(*) as rows, coalesce(sum(size), 0) as bytes
                    from (
                        select pg_column_size(call_record.*) as size from call_record
                        union all
                        select pg_column_size(call_attempt.*) from call_attempt
                    ) as kept""").query(Stored.class).single();
    }

    private static List<Measure> measures(List<Repetition> all) {
        var table = new Table(all);
        table.row(
                "processor time a request, 16 at once",
                "µs",
                each -> each.ours().few().cpuOfOne(),
                each -> each.stock().few().cpuOfOne(),
                RATIO_LESS,
                "≤ 1.0 ×, aiming at 0.8 ×");
        table.row(
                "processor time a request, 200 at once",
                "µs",
                each -> each.ours().many().cpuOfOne(),
                each -> each.stock().many().cpuOfOne(),
                RATIO_LESS,
                "≤ 1.0 ×, aiming at 0.8 ×");
        table.row(
                "requests a second, 16 at once",
                "/s",
                each -> each.ours().few().perSecond(),
                each -> each.stock().few().perSecond(),
                RATIO_MORE,
                "≥ 1.0 ×");
        table.row(
                "requests a second, 200 at once",
                "/s",
                each -> each.ours().many().perSecond(),
                each -> each.stock().many().perSecond(),
                RATIO_MORE,
                "≥ 1.0 ×");
        table.row(
                "p99 of a request, 200 at once",
                "ms",
                each -> each.ours().many().p99(),
                each -> each.stock().many().p99(),
                RATIO_LESS,
                "≤ 0.7 ×");
        table.row(
                "who asks: its own processor time a request, 16 at once",
                "µs",
                each -> each.ours().few().ownCpuOfOne(),
                each -> each.stock().few().ownCpuOfOne(),
                NOTHING,
                "");
        table.row(
                "a decision, one at a time: the first 1,000 after the start, beside it warm",
                "ms",
                each -> each.start().early().toNanos() / 1e6,
                each -> each.start().warm().toNanos() / 1e6,
                RATIO_LESS,
                "≤ 1.3 ×");
        table.row(
                "start until it listens", "s", each -> each.start().listening().toNanos() / 1e9, NOTHING, "");
        table.row(
                "resident memory after 40,000 requests",
                "MB",
                each -> each.ours().resident(),
                each -> each.stock().resident(),
                FIGURE,
                "≤ 160 MB");
        var calls = ", %d calls at %d/s".formatted(RingingCalls.CALLS, RingingCalls.RATE);
        table.row(
                "INVITE to INVITE at the first phone, p50" + calls,
                "ms",
                each -> each.calls().percentile(50),
                each -> each.natives().percentile(50),
                DIFFERENCE,
                "≤ 15 ms more");
        table.row(
                "INVITE to INVITE at the first phone, p99" + calls,
                "ms",
                each -> each.calls().percentile(99),
                each -> each.natives().percentile(99),
                DIFFERENCE,
                "≤ 50 ms more");
        table.row(
                "Asterisk's processor time a call that rings" + calls,
                "ms",
                each -> each.calls().asterisk(),
                each -> each.natives().asterisk(),
                RATIO_LESS,
                "≤ 1.5 ×");
        table.row(
                "router's processor time a call that rings" + calls,
                "ms",
                each -> each.calls().router(),
                NOTHING,
                "");
        table.row("router's share of both" + calls, "%", each -> each.calls().routersShare(), FIGURE, "≤ 5 %");
        return table.rows;
    }

    private static final class Table {
        private final List<Repetition> all;
        private final List<Measure> rows = new ArrayList<>();

        Table(List<Repetition> all) {
            this.all = all;
        }

        void row(String name, String unit, ToDoubleFunction<Repetition> ours, Judged judged, String goal) {
            rows.add(new Measure(name, unit, each(ours), List.of(), judged, goal));
        }

        void row(
                String name,
                String unit,
                ToDoubleFunction<Repetition> ours,
                ToDoubleFunction<Repetition> beside,
                Judged judged,
                String goal) {
            rows.add(new Measure(name, unit, each(ours), each(beside), judged, goal));
        }

        private List<Double> each(ToDoubleFunction<Repetition> figure) {
            return all.stream().map(figure::applyAsDouble).toList();
        }
    }
}
