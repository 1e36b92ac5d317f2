package lv.helpline.statistics.web;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.toMap;

import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import lv.helpline.roster.ConsultantId;
import lv.helpline.roster.Line;
import lv.helpline.roster.Roster;
import lv.helpline.routing.SnapshotSource;
import lv.helpline.staff.People;
import lv.helpline.statistics.Campaign;
import lv.helpline.statistics.Campaigns;
import lv.helpline.statistics.History;
import lv.helpline.statistics.Period;
import lv.helpline.statistics.Statistics;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Statistics for the page and for API clients, by the same rules: of which days, and under which names.
@Component
class StatisticsSources {

    private static final int MOST_YEARS = 3;

    private final History history;
    private final Campaigns campaigns;
    private final People people;
    private final SnapshotSource snapshots;
    private final Clock clock;

    StatisticsSources(History history, Campaigns campaigns, People people, SnapshotSource snapshots, Clock clock) {
        this.history = history;
        this.campaigns = campaigns;
        this.people = people;
        this.snapshots = snapshots;
        this.clock = clock;
    }

    /// Which days, the last one included; those that are left out are filled in.
    public record Question(
            @Nullable LocalDate from, @Nullable LocalDate to) {

        /// The month before yesterday's, and what there is of yesterday's.
        Question filledIn(LocalDate today) {
            var last = to == null ? today.minusDays(1) : to;
            return new Question(
                    from == null ? YearMonth.from(last).minusMonths(1).atDay(1) : from, last);
        }

        /// The rule that it breaks.
        Optional<String> refused(LocalDate today) {
            if (from == null || to == null || to.isBefore(from)) {
                return Optional.of("statistics-begin-before-they-end");
            }
            if (!to.isBefore(today)) {
                return Optional.of("statistics-end-yesterday");
            }
            return from.plusYears(MOST_YEARS).isAfter(to)
                    ? Optional.empty()
                    : Optional.of("statistics-are-of-three-years-at-most");
        }
    }

    LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), Roster.ZONE);
    }

    /// @param asked nothing that is refused
    Statistics of(Question asked) {
        return Statistics.of(
                new Period(Objects.requireNonNull(asked.from()), Objects.requireNonNull(asked.to())),
                today(),
                campaigns.all(),
                history);
    }

    /// Campaigns that are not over.
    List<Campaign> planned() {
        var today = today();
        return campaigns.all().stream()
                .filter(campaign -> !campaign.until().isBefore(today))
                .toList();
    }

    Names names() {
        return new Names(
                snapshots.current().map(snapshot -> snapshot.roster().data().lines()).orElse(List.of()).stream()
                        .collect(toMap(Line::number, line -> line)),
                people.all().stream()
                        .collect(toMap(People.Entry::id, entry -> entry.person().name())));
    }

    /// Of what is counted by number.
    record Names(Map<String, Line> lines, Map<ConsultantId, String> people) {

        List<Line> inOrder() {
            return lines.values().stream().sorted(comparing(Line::name)).toList();
        }

        /// None for a line that is not in the roster any more.
        Optional<Line> line(String number) {
            return Optional.ofNullable(lines.get(number));
        }

        /// Somebody who is not in the roster any more keeps their number.
        String of(ConsultantId id) {
            return people.getOrDefault(id, "№ " + id);
        }
    }
}
