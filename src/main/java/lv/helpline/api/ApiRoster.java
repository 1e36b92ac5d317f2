package lv.helpline.api;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import lv.helpline.roster.Line;
import lv.helpline.roster.RosterData;
import lv.helpline.routing.Snapshot;
import lv.helpline.routing.SnapshotSource;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/// What API clients are told of: the snapshot by which calls go, so that an answer never waits for the database.
@Component
public class ApiRoster {

    public static final String NONE_YET = "The router has not read the roster yet.";

    private final SnapshotSource snapshots;

    ApiRoster(SnapshotSource snapshots) {
        this.snapshots = snapshots;
    }

    public Snapshot snapshot() {
        return snapshots
                .current()
                .orElseThrow(() -> Problem.of(HttpStatus.SERVICE_UNAVAILABLE).thrown());
    }

    public RosterData data() {
        return snapshot().roster().data();
    }

    /// The line that a parameter names.
    public Line lineOf(Snapshot snapshot, String field, String id) {
        var lines = snapshot.roster().data().lines();
        return lines.stream()
                .filter(line -> line.id().value().equals(id))
                .findFirst()
                .orElseThrow(() -> Problem.of(List.of(new Problem.Wrong(
                                field,
                                "problem.field.line",
                                String.join(
                                        ", ",
                                        lines.stream()
                                                .map(line -> line.id().value())
                                                .toList()))))
                        .thrown());
    }

    /// How many days there are in the span that two parameters name.
    public static long days(LocalDate from, LocalDate to) {
        if (!from.isBefore(to)) {
            throw Problem.of(List.of(new Problem.Wrong("to", "problem.field.after", "from")))
                    .thrown();
        }
        return ChronoUnit.DAYS.between(from, to);
    }
}
