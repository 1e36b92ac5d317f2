package lv.helpline.web;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import lv.helpline.duty.ConsultantId;
import lv.helpline.duty.Line;
import lv.helpline.duty.Roster;
import lv.helpline.routing.SnapshotSource;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/// A consultant's own duties. It takes no id, so nobody sees another's.
@Controller
class DutyController {

    private static final int DAYS = 28;

    private final SnapshotSource snapshots;
    private final Clock clock;

    DutyController(SnapshotSource snapshots, Clock clock) {
        this.snapshots = snapshots;
        this.clock = clock;
    }

    /// As it is after absences and covers.
    public record Turn(ZonedDateTime start, ZonedDateTime end, List<String> lines) {}

    @GetMapping("/duty")
    String page(@AuthenticationPrincipal SignedIn me, Model model) {
        var now = clock.instant();
        model.addAttribute(
                "turns",
                me.consultantId()
                        .flatMap(consultant ->
                                snapshots.current().map(snapshot -> turnsOf(consultant, snapshot.roster(), now)))
                        .orElse(List.of()));
        model.addAttribute("now", now.atZone(Roster.ZONE));
        model.addAttribute("days", DAYS);
        return "duty";
    }

    private static List<Turn> turnsOf(ConsultantId consultant, Roster roster, Instant now) {
        var today = LocalDate.ofInstant(now, Roster.ZONE);
        var from = today.atStartOfDay(Roster.ZONE).toInstant();
        var until = today.plusDays(DAYS).atStartOfDay(Roster.ZONE).toInstant();
        var edges = new ArrayList<>(List.of(from));
        edges.addAll(roster.changes(from, until));
        edges.add(until);
        var turns = new ArrayList<Turn>();
        for (var i = 0; i + 1 < edges.size(); i++) {
            var start = edges.get(i);
            var lines = roster.data().lines().stream()
                    .filter(line -> roster.openingCause(line, start).opens())
                    .filter(line -> roster.onDuty(line, start).stream()
                            .anyMatch(each -> each.id().equals(consultant)))
                    .map(Line::name)
                    .toList();
            if (!lines.isEmpty()) {
                append(
                        turns,
                        new Turn(start.atZone(Roster.ZONE), edges.get(i + 1).atZone(Roster.ZONE), lines));
            }
        }
        return turns.stream()
                .filter(turn -> turn.end().toInstant().isAfter(now))
                .toList();
    }

    /// What is one to the consultant is one on the page, whatever else changes meanwhile.
    private static void append(List<Turn> turns, Turn next) {
        if (!turns.isEmpty()
                && turns.getLast().end().equals(next.start())
                && turns.getLast().lines().equals(next.lines())) {
            turns.set(turns.size() - 1, new Turn(turns.getLast().start(), next.end(), next.lines()));
        } else {
            turns.add(next);
        }
    }
}
