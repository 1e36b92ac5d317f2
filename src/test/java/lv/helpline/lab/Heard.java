package lv.helpline.lab;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// What a caller heard from our answer to the end of the call: its parts in order, the keys pressed meanwhile, and how
/// whole the sound was between them.
///
/// @param rows   in the order in which they began
/// @param places where two rows meet, in order of time
public record Heard(List<Row> rows, List<Place> places) {

    /// A prompt, music, talk, or a key.
    ///
    /// @param at   milliseconds since the answer
    /// @param what such as `lv/closed`, `music`, `talk`, `key 2`
    public record Row(long at, String what, Duration length) {}

    /// What is heard while one row lasts, until the next has begun.
    ///
    /// @param between the row and the next, such as `menu, greeting`: languages are left out
    /// @param gaps    where packets are missing, in order of time
    /// @param jump    the highest from one packet's last sample to the next one's first, of 32,767, where
    ///                either of them is silent
    public record Place(String between, List<Gap> gaps, int jump) {

        private Place and(Place later) {
            var all = new ArrayList<>(gaps);
            all.addAll(later.gaps);
            return new Place(between, all, Math.max(jump, later.jump));
        }
    }

    /// Two packets that are further apart than others.
    ///
    /// @param from   `System.nanoTime()` when the first came
    /// @param until  and the second
    /// @param length without this machine's stalls, and what was only late
    public record Gap(long from, long until, Duration length) {

        public boolean overlaps(Gap other) {
            return from < other.until && other.from < until;
        }
    }

    private static final Duration PACKET = Duration.ofMillis(20);

    /// Packets that came late come in a row: so many are looked at on either side before sound is called missing.
    private static final int AROUND = 10;

    /// Of the call that this caller is in, or was.
    public static Heard by(SipPeer caller, Transcript transcript) {
        var answer = caller.find("200 INVITE").orElseThrow().nanos();
        var end = caller.find("BYE").map(SipMessage::nanos).orElseGet(System::nanoTime);
        var media = caller.media();
        var parts = transcript.parts(media).stream()
                .map(part -> new Row(millis(part.from() - answer), part.what(), part.length()));
        var keys = media.pressed().stream()
                .map(key -> new Row(millis(key.nanos() - answer), "key " + key.key(), Duration.ZERO));
        var rows = Stream.concat(parts, keys)
                .sorted(Comparator.comparingLong(Row::at))
                .toList();
        var packets = media.heardAfter(0).stream()
                .filter(packet -> packet.nanos() >= answer && packet.nanos() < end)
                .toList();
        return new Heard(rows, places(rows, packets, answer));
    }

    private static List<Place> places(List<Row> rows, List<Media.Heard> packets, long answer) {
        var late = IntStream.range(0, packets.size())
                .mapToLong(number -> packets.get(number).nanos() - number * PACKET.toNanos())
                .toArray();
        var places = new ArrayList<Place>();
        for (var number = 1; number < packets.size(); number++) {
            var before = packets.get(number - 1);
            var packet = packets.get(number);
            var gaps = new ArrayList<Gap>();
            var apart = packet.nanos() - before.nanos();
            var missing = least(late, number, number + AROUND) - least(late, number - AROUND, number);
            var stalled = apart - Stalls.without(before.nanos(), packet.nanos()).toNanos();
            // It is where the packets are apart, and not near there.
            if (apart > 2 * PACKET.toNanos() && missing > stalled) {
                gaps.add(new Gap(before.nanos(), packet.nanos(), PACKET.plusNanos(missing - stalled)));
            }
            var at = millis(packet.nanos() - answer);
            var place = new Place(between(rows, at), gaps, jump(before, packet));
            if (!places.isEmpty() && places.getLast().between().equals(place.between())) {
                place = places.removeLast().and(place);
            }
            places.add(place);
        }
        return places;
    }

    /// Where sound follows sound nobody hears a click: only beside silence.
    private static int jump(Media.Heard before, Media.Heard after) {
        return before.isAudible() && after.isAudible()
                ? 0
                : Math.abs(ALaw.decode(after.sound()[0]) - ALaw.decode(before.sound()[before.sound().length - 1]));
    }

    private static long least(long[] values, int from, int until) {
        var least = Long.MAX_VALUE;
        for (var at = Math.max(0, from); at < Math.min(values.length, until); at++) {
            least = Math.min(least, values[at]);
        }
        return least;
    }

    /// The rows that have begun before and after.
    private static String between(List<Row> rows, long at) {
        var before = rows.stream().filter(row -> row.at() < at).reduce((first, second) -> second);
        var after = rows.stream().filter(row -> row.at() >= at).findFirst();
        return before.map(Heard::id).orElse("the answer") + ", "
                + after.map(Heard::id).orElse("the end");
    }

    private static String id(Row row) {
        return row.what().replaceFirst("^([a-z]{2}/)|( .)$", "");
    }

    private static long millis(long nanos) {
        return Duration.ofNanos(nanos).toMillis();
    }
}
