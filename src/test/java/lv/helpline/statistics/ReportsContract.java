package lv.helpline.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import lv.helpline.audit.Author;
import lv.helpline.calllog.Outcome;
import lv.helpline.roster.Region;
import lv.helpline.shared.EditResult;
import org.junit.jupiter.api.Test;

/// What every place for published reports promises.
public interface ReportsContract {

    Quarter QUARTER = new Quarter(2026, 3);
    Author AUTHOR = Author.router(Instant.parse("2026-11-24T08:00:00Z"));

    Reports reports();

    @Test
    default void a_report_is_read_as_it_was_published() {
        var report = report(QUARTER, 23);
        assertThat(reports().find(QUARTER)).isEmpty();
        assertThat(reports().publish(report, AUTHOR)).isEqualTo(new EditResult.Done("2026-Q3"));
        var read = reports().find(QUARTER).orElseThrow();
        assertThat(read.at()).isEqualTo(AUTHOR.at());
        assertThat(read.report().figures()).containsExactlyInAnyOrderElementsOf(report.figures());
        assertThat(read.report().figures())
                .anySatisfy(figure -> assertThat(figure.shown()).hasValue(25));
    }

    @Test
    default void a_quarter_is_published_once() {
        reports().publish(report(QUARTER, 23), AUTHOR);
        assertThat(reports().publish(report(QUARTER, 60), AUTHOR)).isEqualTo(new EditResult.Outdated());
        assertThat(reports().find(QUARTER).orElseThrow().report().figures())
                .containsExactlyInAnyOrderElementsOf(report(QUARTER, 23).figures());
    }

    @Test
    default void the_newest_quarter_is_first() {
        Stream.of(new Quarter(2025, 4), new Quarter(2026, 2), new Quarter(2026, 1))
                .forEach(quarter -> reports().publish(report(quarter, 23), AUTHOR));
        assertThat(reports().quarters())
                .containsExactly(new Quarter(2026, 2), new Quarter(2026, 1), new Quarter(2025, 4));
    }

    /// So many calls to Latgale while it was closed.
    static Report report(Quarter quarter, int calls) {
        var day = quarter.period().first().atTime(20, 0);
        List<CallTally> closed = new Calls()
                .lost(day.toString(), Calls.LATGALE, Outcome.CLOSED, 5)
                .all();
        return Report.of(quarter, Collections.nCopies(calls, closed.getFirst()), Map.of(Calls.LATGALE, Region.LATGALE));
    }
}
