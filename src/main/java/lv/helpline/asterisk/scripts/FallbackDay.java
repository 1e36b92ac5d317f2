package lv.helpline.asterisk.scripts;

import static java.util.stream.Collectors.joining;

import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import lv.helpline.roster.Roster;
import lv.helpline.routing.Decision;
import lv.helpline.routing.RoutingRequest;
import lv.helpline.routing.Snapshot;

/// What Asterisk answers to one question on one date when no router does.
///
/// @param date    in Riga
/// @param answers the answer from an instant on, the first being the start of the date; neighbours differ
record FallbackDay(LocalDate date, SortedMap<Instant, String> answers) {

    /// How many answers a date may have, so that the list of their instants stays one command.
    static final int MOST = 120;

    FallbackDay {
        answers = new TreeMap<>(answers);
    }

    static FallbackDay of(
            LocalDate date, RoutingRequest routingRequest, Snapshot snapshot, Decider decider, Changes changes) {
        var from = startOf(date);
        var answers = new TreeMap<Instant, String>();
        var instants = new TreeSet<>(Set.of(from));
        instants.addAll(changes.of(snapshot.roster(), from, startOf(date.plusDays(1))));
        var last = "";
        for (var at : instants) {
            var answer = RouteReply.to(withoutWishes(decider.decide(snapshot, routingRequest, at)), at)
                    .text();
            if (!answer.equals(last) && answers.size() < MOST) {
                answers.put(at, answer);
                last = answer;
            }
        }
        return new FallbackDay(date, answers);
    }

    /// Nobody is asked for a wish then, for no router could be told of it.
    private static Decision withoutWishes(Decision decision) {
        return decision instanceof Decision.Menu menu ? menu.withoutWishes() : decision;
    }

    /// The entries of AstDB, in the order in which they are to be written: the list of instants after what it names.
    Map<String, String> entries() {
        var day = DateTimeFormatter.BASIC_ISO_DATE.format(date);
        var entries = new LinkedHashMap<String, String>();
        answers.forEach((at, answer) -> entries.put(day + "-" + at.getEpochSecond(), answer));
        entries.put(
                day,
                answers.keySet().stream()
                        .map(at -> Long.toString(at.getEpochSecond()))
                        .collect(joining("+")));
        return entries;
    }

    private static Instant startOf(LocalDate date) {
        return date.atStartOfDay(Roster.ZONE).toInstant();
    }

    /// When answers about a line change: `Roster::changes`, but in tests.
    @FunctionalInterface
    interface Changes {

        List<Instant> of(Roster roster, Instant from, Instant until);
    }
}
