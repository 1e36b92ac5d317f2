package lv.helpline.asterisk.scripts;

import static java.util.stream.Collectors.toMap;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import lv.helpline.roster.ConsultantId;
import org.asteriskjava.fastagi.AgiRequest;

/// What the dialplan hands to a script, by position from 1 on. What is not well formed is as good as absent.
record Arguments(AgiRequest request) {

    private static final Predicate<String> MILLISECONDS =
            Pattern.compile("[1-9][0-9]{12}").asMatchPredicate();

    Optional<String> find(int number) {
        var arguments = request.getArguments();
        return number > arguments.length ? Optional.empty() : Optional.ofNullable(arguments[number - 1]);
    }

    Optional<ConsultantId> consultant(int number) {
        return find(number).filter(SpoolEntry::isConsultant).map(text -> new ConsultantId(Integer.parseInt(text)));
    }

    Optional<UUID> id(int number) {
        return find(number).filter(SpoolEntry::isCallId).map(UUID::fromString);
    }

    /// `<consultant>_<milliseconds since 1970>` joined by `+`, by the clock that the next argument tells: how long ago
    /// that was.
    Map<ConsultantId, Duration> ago(int number) {
        var now = find(number + 1).filter(MILLISECONDS).map(Long::parseLong);
        return now.isEmpty()
                ? Map.of()
                : find(number).stream()
                        .flatMap(list -> Stream.of(list.split("\\+")))
                        .map(entry -> entry.split("_", 2))
                        .filter(entry ->
                                entry.length == 2 && SpoolEntry.isConsultant(entry[0]) && MILLISECONDS.test(entry[1]))
                        .collect(toMap(
                                entry -> new ConsultantId(Integer.parseInt(entry[0])),
                                entry -> Duration.ofMillis(Math.max(0, now.get() - Long.parseLong(entry[1]))),
                                (newer, older) -> newer));
    }

    Optional<Duration> seconds(int number) {
        return seconds(number, "");
    }

    /// @param unit what stands behind them
    Optional<Duration> seconds(int number, String unit) {
        return find(number)
                .filter(text -> text.endsWith(unit))
                .map(text -> text.substring(0, text.length() - unit.length()))
                .filter(text -> text.matches("[0-9]{1,6}"))
                .map(text -> Duration.ofSeconds(Integer.parseInt(text)));
    }
}
