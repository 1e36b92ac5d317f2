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

/// A row of `line`.
record LineRow(
        String id,
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
