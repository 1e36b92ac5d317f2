package lv.helpline.statistics.web;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import lv.helpline.roster.Line;
import lv.helpline.shared.web.Csv;
import lv.helpline.statistics.Ending;
import lv.helpline.statistics.Load;
import lv.helpline.statistics.Ringing;
import lv.helpline.statistics.Statistics;
import lv.helpline.statistics.Tally;
import org.springframework.http.ResponseEntity;

/// The tables of statistics as files.
final class StatisticsCsv {

    private static final List<String> TALLY = List.of(
            "calls",
            "answered",
            "abandoned",
            "unreached",
            "closed",
            "unknown",
            "passed",
            "overflow",
            "service_level_percent",
            "to_answer_median",
            "to_answer_p90",
            "to_abandon_median",
            "to_abandon_p90");

    private StatisticsCsv() {}

    /// @param table `calls`, `lines`, `hours` or `consultants`; there is no other
    static Optional<ResponseEntity<String>> file(String table, Statistics statistics, StatisticsBooks.Names names) {
        var period = statistics.period();
        return content(table, statistics, names)
                .map(content -> Csv.file(table + "-" + period.first() + "-" + period.last() + ".csv", content));
    }

    private static Optional<String> content(String table, Statistics statistics, StatisticsBooks.Names names) {
        return switch (table) {
            case "calls" ->
                Optional.of(Csv.of(
                        with(List.of("from", "to"), TALLY),
                        statistics.trend().stream()
                                .map(span -> with(
                                        List.of(
                                                span.period().first().toString(),
                                                span.period().last().toString()),
                                        row(span.tally())))));
            case "lines" ->
                Optional.of(Csv.of(
                        with(List.of("month", "number", "line"), TALLY),
                        statistics.byLine().stream()
                                .map(line -> with(
                                        List.of(
                                                line.month().toString(),
                                                line.number(),
                                                names.line(line.number())
                                                        .map(Line::name)
                                                        .orElse("")),
                                        row(line.tally())))));
            case "hours" ->
                Optional.of(Csv.of(
                        with(List.of("hour"), TALLY),
                        statistics.byHour().stream()
                                .map(hour -> with(List.of("%02d:00".formatted(hour.hour())), row(hour.tally())))));
            case "consultants" ->
                Optional.of(Csv.of(
                        with(
                                List.of("consultant", "name", "rung"),
                                with(
                                        Stream.of(Ringing.values())
                                                .map(Ringing::word)
                                                .toList(),
                                        List.of("talked"))),
                        statistics.loads().stream().map(load -> row(load, names))));
            default -> Optional.empty();
        };
    }

    private static List<Object> row(Tally tally) {
        return List.of(
                tally.calls(),
                tally.of(Ending.ANSWERED),
                tally.of(Ending.ABANDONED),
                tally.of(Ending.UNREACHED),
                tally.of(Ending.CLOSED),
                tally.of(Ending.UNKNOWN),
                tally.passed(),
                tally.overflow(),
                tally.serviceLevel().isPresent() ? tally.serviceLevel().getAsInt() : "",
                iso(tally.toAnswer().median()),
                iso(tally.toAnswer().ninetieth()),
                iso(tally.toAbandon().median()),
                iso(tally.toAbandon().ninetieth()));
    }

    private static List<Object> row(Load load, StatisticsBooks.Names names) {
        return with(
                with(
                        List.<Object>of(load.consultant().value(), names.of(load.consultant()), load.rung()),
                        Stream.of(Ringing.values()).map(load::of).toList()),
                List.of(load.talked().toString()));
    }

    private static <T> List<T> with(List<? extends T> first, List<? extends T> second) {
        return Stream.<T>concat(first.stream(), second.stream()).toList();
    }

    private static String iso(Optional<Duration> wait) {
        return wait.map(Duration::toString).orElse("");
    }
}
