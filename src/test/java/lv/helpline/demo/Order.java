package lv.helpline.demo;

import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What a caller is to do.
///
/// @param at         the router's clock; as it is without it
/// @param presses    keys, in the order in which they are pressed
/// @param hangUp     after the INVITE; without it, the consultant does after a moment of talk
/// @param transcript whether it is to be told in words
record Order(
        String number, Optional<LocalDateTime> at, List<Press> presses, Optional<Duration> hangUp, boolean transcript) {

    private static final Pattern NUMBER = Pattern.compile("\\+?[0-9]{4,15}");
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,3}(\\.[0-9])?");
    private static final Pattern PRESS = Pattern.compile("([0-9*#])(?:@(.+))?");

    /// A key, pressed at a time after the INVITE, or else when a clip was heard since the key before.
    ///
    /// @param clip the clip's id; any, without it
    record Press(char key, Optional<Duration> after, Optional<String> clip) {

        /// @param heard the clips heard since the key before
        boolean isDue(Duration now, Stream<String> heard) {
            return after.isPresent()
                    ? now.compareTo(after.get()) >= 0
                    : heard.anyMatch(id -> clip.isEmpty() || clip.get().equals(id));
        }
    }

    /// When the last key is pressed whose time is given, zero without one.
    Duration lastPress() {
        return presses.stream()
                .flatMap(press -> press.after().stream())
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
    }

    /// Dials, and chooses the first language if asked for one.
    static Order firstLanguage(String number) {
        return new Order(
                number,
                Optional.empty(),
                List.of(new Press('1', Optional.empty(), Optional.of("menu"))),
                Optional.empty(),
                false);
    }

    /// @param line `call NUMBER`, then any of `at=TIME`, `press=KEY`, `press=KEY@SECONDS`, `hang-up=SECONDS`,
    ///             `transcript`
    static Order of(String line) {
        var words = List.of(line.strip().split(" +"));
        if (words.size() < 2
                || !words.getFirst().equals("call")
                || !NUMBER.matcher(words.get(1)).matches()) {
            throw new IllegalArgumentException("a number to call is needed, such as +37125723222");
        }
        Optional<LocalDateTime> at = Optional.empty();
        Optional<Duration> hangUp = Optional.empty();
        var presses = new ArrayList<Press>();
        var transcript = false;
        for (var word : words.subList(2, words.size())) {
            var value = word.substring(word.indexOf('=') + 1);
            switch (word.substring(0, word.length() - value.length())) {
                case "at=" -> at = Optional.of(time(value));
                case "press=" -> presses.add(press(value));
                case "hang-up=" -> hangUp = Optional.of(seconds("--hang-up", value));
                default -> {
                    if (!word.equals("transcript")) {
                        throw new IllegalArgumentException("unknown argument " + word);
                    }
                    transcript = true;
                }
            }
        }
        return new Order(words.get(1), at, List.copyOf(presses), hangUp, transcript);
    }

    private static LocalDateTime time(String text) {
        try {
            return LocalDateTime.parse(text);
        } catch (DateTimeParseException wrong) {
            throw new IllegalArgumentException("--at wants a date and time in Rīga such as 2026-11-24T18:30", wrong);
        }
    }

    private static Press press(String text) {
        var press = PRESS.matcher(text);
        if (!press.matches()) {
            throw new IllegalArgumentException("--press wants a key, and perhaps seconds, such as 2 or 2@45");
        }
        return new Press(
                text.charAt(0),
                Optional.ofNullable(press.group(2)).map(seconds -> seconds("--press", seconds)),
                Optional.empty());
    }

    private static Duration seconds(String option, String text) {
        if (!SECONDS.matcher(text).matches()) {
            throw new IllegalArgumentException(option + " wants seconds after the INVITE, 999.9 at most");
        }
        return Duration.ofMillis(Math.round(1_000 * Double.parseDouble(text)));
    }
}
