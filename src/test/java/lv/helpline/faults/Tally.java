package lv.helpline.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What became of the calls of one case.
///
/// @param calls    how many were placed
/// @param person   of them, who talked to a consultant
/// @param fallback how many were decided without a router, whatever became of them
/// @param told     who heard a true message and no person, or was refused by a status that says so, where the
///                 case wants it
/// @param gone     who hung up before, or was cut by the death of Asterisk itself
/// @param lost     who got no answer, no end, no person where one was free, or was left in silence
/// @param silence  the longest that one of them, answered, heard nothing, without the stalls of this machine
/// @param records  how many records there are
/// @param channels how many channels Asterisk has left
/// @param stalled  how long this machine stood still meanwhile
/// @param wrong    what else is not as it should be
record Tally(
        int calls,
        int person,
        int fallback,
        int told,
        int gone,
        int lost,
        Duration silence,
        int records,
        int channels,
        Duration stalled,
        List<String> wrong) {

    static final Tally NONE = new Tally(0, 0, 0, 0, 0, 0, Duration.ZERO, 0, 0, Duration.ZERO, List.of());

    /// Whether nobody was lost, each call has exactly one record, and nothing is left of any.
    boolean isRight() {
        return lost == 0 && records == calls && channels == 0 && wrong.isEmpty();
    }

    /// The same with one thing more that is wrong.
    Tally withWrong(String what) {
        var all = new ArrayList<>(wrong);
        all.add(what);
        return new Tally(
                calls, person, fallback, told, gone, lost, silence, records, channels, stalled, List.copyOf(all));
    }

    /// Of both together.
    Tally plus(Tally other) {
        var all = new ArrayList<>(wrong);
        all.addAll(other.wrong);
        return new Tally(
                calls + other.calls,
                person + other.person,
                fallback + other.fallback,
                told + other.told,
                gone + other.gone,
                lost + other.lost,
                silence.compareTo(other.silence) >= 0 ? silence : other.silence,
                records + other.records,
                channels + other.channels,
                stalled.plus(other.stalled),
                List.copyOf(all));
    }

    static String head() {
        return row(
                "case",
                "calls",
                "person",
                "fallback",
                "told",
                "gone",
                "lost",
                "silence",
                "records",
                "channels",
                "stalls");
    }

    String row(String name) {
        return row(
                name, calls, person, fallback, told, gone, lost, seconds(silence), records, channels, seconds(stalled));
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.2f s", duration.toMillis() / 1e3);
    }

    private static String row(Object... cells) {
        return String.format(Locale.ROOT, "%-24s %6s %7s %9s %6s %6s %6s %10s %9s %9s %8s", cells)
                .stripTrailing();
    }
}
