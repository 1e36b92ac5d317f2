package lv.helpline.statistics.web;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;
import lv.helpline.roster.Roster;
import lv.helpline.routing.SnapshotSource;
import lv.helpline.statistics.Campaigns;
import lv.helpline.statistics.History;
import lv.helpline.statistics.Period;
import lv.helpline.statistics.forecast.Forecast;
import org.springframework.stereotype.Component;

/// Forecasts for the page and for API clients, by the same rules: of which days, and with which roster.
@Component
class ForecastSources {

    /// So many days at most are forecast at once.
    static final int MOST_DAYS = 28;

    /// So far ahead at most.
    private static final int MONTHS_AHEAD = 12;

    private final History history;
    private final Campaigns campaigns;
    private final SnapshotSource snapshots;
    private final Clock clock;

    ForecastSources(History history, Campaigns campaigns, SnapshotSource snapshots, Clock clock) {
        this.history = history;
        this.campaigns = campaigns;
        this.snapshots = snapshots;
        this.clock = clock;
    }

    LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), Roster.ZONE);
    }

    /// The rule that a period breaks.
    Optional<String> refused(Period period) {
        if (period.first().isBefore(today())) {
            return Optional.of("forecast-begins-today-at-the-earliest");
        }
        return period.last().isAfter(today().plusMonths(MONTHS_AHEAD)) || period.days() > MOST_DAYS
                ? Optional.of("forecast-is-of-28-days-within-a-year")
                : Optional.empty();
    }

    /// Empty while no roster has been read.
    ///
    /// @param period nothing that is refused
    Optional<Forecast> of(Period period) {
        return snapshots
                .current()
                .map(snapshot -> Forecast.of(period, today(), snapshot.roster(), campaigns.all(), history));
    }
}
