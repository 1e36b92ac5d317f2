package lv.helpline.snapshot;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;
import lv.helpline.roster.Language;
import lv.helpline.roster.Line;
import lv.helpline.roster.LineId;
import lv.helpline.roster.OpeningSpan;
import lv.helpline.roster.Strategy;
import lv.helpline.roster.Wish;
import lv.helpline.shared.jdbc.EnumCodes;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.jdbc.repository.query.Query;
import org.springframework.data.relational.core.mapping.Table;
import org.springframework.data.repository.Repository;

/// A row of `line`.
@Table("line")
record LineRow(
        @Id String id,
        String number,
        String name,
        String region,
        List<String> languages,
        boolean hoursAssumed,
        String strategy,
        @Nullable Integer waveSize,
        int ringSeconds,
        int patienceSeconds,
        int wrapUpSeconds,
        int graceSeconds,
        boolean general) {

    interface Rows extends Repository<LineRow, String> {
        @Query("select * from line order by id")
        List<LineRow> findAll();
    }

    Line line(List<OpeningSpan> hours, List<Wish> wishes) {
        return new Line(
                new LineId(id),
                number,
                name,
                EnumCodes.region(region),
                languages.stream().map(Language::new).toList(),
                hours,
                hoursAssumed,
                ringStrategy(),
                Duration.ofSeconds(ringSeconds),
                Duration.ofSeconds(patienceSeconds),
                Duration.ofSeconds(wrapUpSeconds),
                Duration.ofSeconds(graceSeconds),
                general,
                wishes);
    }

    private Strategy ringStrategy() {
        return switch (strategy) {
            case "all-at-once" -> new Strategy.AllAtOnce();
            case "one-by-one" -> new Strategy.OneByOne();
            case "waves" -> new Strategy.Waves(requireNonNull(waveSize));
            default -> throw new IllegalStateException("line " + id + ": no such strategy: " + strategy);
        };
    }
}
