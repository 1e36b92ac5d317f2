package lv.helpline.statistics.web;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import lv.helpline.roster.Line;
import lv.helpline.shared.web.Csv;
import lv.helpline.statistics.CallOutcomeGroup;
import lv.helpline.statistics.CallTotals;
import lv.helpline.statistics.ConsultantLoad;
import lv.helpline.statistics.RingOutcomeGroup;
import lv.helpline.statistics.Statistics;
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

    /// @param table `calls`, `lines`, `hours`, `week`, `partners` or `consultants`; there is no other
    static Optional<ResponseEntity<String>> file(String table, Statistics statistics, StatisticsSources.Names names) {
        var period = statistics.period();
        return content(table, statistics, names)
                .map(content -> Csv.file(table + "-" + period.first() + "-" + period.last() + ".csv", content));
    }

    private static Optional<String> content(String table, Statistics statistics, StatisticsSources.Names names) {
        return switch (table) {
            case "calls" -> Optional.of(calls(statistics));
            case "lines" -> Optional.of(lines(statistics, names));
            case "hours" -> Optional.of(hours(statistics));
            case "week" -> Optional.of(week(statistics));
            case "partners" -> Optional.of(partners(statistics, names));
            case "consultants" -> Optional.of(consultants(statistics, names));
            default -> Optional.empty();
        };
    }

    private static String calls(Statistics statistics) {
        return Csv.of(
                with(List.of("from", "to"), TALLY),
                statistics.trend().stream()
                        .map(span -> with(
                                List.of(
                                        span.period().first().toString(),
                                        span.period().last().toString()),
                                row(span.tally()))));
    }

    private static String lines(Statistics statistics, StatisticsSources.Names names) {
        return Csv.of(
                with(List.of("month", "number", "line"), TALLY),
                statistics.byLine().stream()
                        .map(line -> with(
                                List.of(line.month().toString(), line.number(), name(line.number(), names)),
                                row(line.tally()))));
    }

    private static String hours(Statistics statistics) {
        return Csv.of(
                with(List.of("hour"), TALLY),
                statistics.byHour().stream()
                        .map(hour -> with(List.of("%02d:00".formatted(hour.hour())), row(hour.tally()))));
    }

    private static String week(Statistics statistics) {
        return Csv.of(
                List.of("weekday", "hour", "calls"),
                statistics.byWeek().stream()
                        .map(hour -> List.of(
                                hour.day().getValue(),
                                "%02d:00".formatted(hour.hour()),
                                hour.calls().sign())));
    }

    private static String partners(Statistics statistics, StatisticsSources.Names names) {
        return Csv.of(
                List.of("month", "number", "line", "calls"),
                statistics.partners().stream()
                        .map(each -> List.of(
                                each.month().toString(),
                                each.number().orElse(""),
                                each.number().map(number -> name(number, names)).orElse("all"),
                                each.calls().sign())));
    }

    private static String consultants(Statistics statistics, StatisticsSources.Names names) {
        var outcomes =
                Stream.of(RingOutcomeGroup.values()).map(RingOutcomeGroup::word).toList();
        return Csv.of(
                with(List.of("consultant", "name", "rung"), with(outcomes, List.of("talked"))),
                statistics.loads().stream().map(consultantLoad -> row(consultantLoad, names)));
    }

    private static String name(String number, StatisticsSources.Names names) {
        return names.line(number).map(Line::name).orElse("");
    }

    private static List<Object> row(CallTotals callTotals) {
        return List.of(
                callTotals.calls(),
                callTotals.of(CallOutcomeGroup.ANSWERED),
                callTotals.of(CallOutcomeGroup.ABANDONED),
                callTotals.of(CallOutcomeGroup.UNREACHED),
                callTotals.of(CallOutcomeGroup.CLOSED),
                callTotals.of(CallOutcomeGroup.UNKNOWN),
                callTotals.passed(),
                callTotals.overflow(),
                callTotals.serviceLevel().isPresent()
                        ? callTotals.serviceLevel().getAsInt()
                        : "",
                iso(callTotals.toAnswer().median()),
                iso(callTotals.toAnswer().ninetieth()),
                iso(callTotals.toAbandon().median()),
                iso(callTotals.toAbandon().ninetieth()));
    }

    private static List<Object> row(ConsultantLoad consultantLoad, StatisticsSources.Names names) {
        return with(
                with(
                        List.<Object>of(
                                consultantLoad.consultant().value(),
                                names.of(consultantLoad.consultant()),
                                consultantLoad.rung()),
                        Stream.of(RingOutcomeGroup.values())
                                .map(consultantLoad::of)
                                .toList()),
                List.of(consultantLoad.talked().toString()));
    }

    private static <T> List<T> with(List<? extends T> first, List<? extends T> second) {
        return Stream.<T>concat(first.stream(), second.stream()).toList();
    }

    private static String iso(Optional<Duration> wait) {
        return wait.map(Duration::toString).orElse("");
    }
}
