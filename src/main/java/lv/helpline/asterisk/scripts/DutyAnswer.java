package lv.helpline.asterisk.scripts;

import static java.util.stream.Collectors.joining;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lv.helpline.asterisk.fastagi.DialplanNames;
import lv.helpline.asterisk.prompts.SpokenDutyStatus;
import lv.helpline.prompts.Playable;
import lv.helpline.prompts.Prompt;
import lv.helpline.roster.Language;
import lv.helpline.roster.Line;
import lv.helpline.roster.staffing.DutyStatus;
import lv.helpline.routing.Target;

/// The answer to the duty line, as the dialplan reads it: `wait` with seconds, `later`, `wrong`, or `duty` with
/// these fields.
///
/// | field | holds |
/// |---|---|
/// | 3 | the consultant |
/// | 4 | the languages in which they want to be spoken to, joined by `+`; nothing when that is known |
/// | 5 | what is said: how things stand, then the keys, prompts joined by `&` |
/// | 6 | the keys that mean something now: `pause`, `resume`, `absent`, `speak`, `coordinator`, joined by `+` |
/// | 7 | what is asked before an absence is entered, prompts joined by `&` |
/// | 8 | when the duty ends that the absence is for, in seconds since 1970 |
/// | 9 | the coordinators on call, targets joined by `&` |
/// | 10 | the number of the line that a coordinator's phone shows when the duty line has none |
final class DutyAnswer {

    /// Who asks does not want to wait for more.
    private static final int COORDINATORS = 3;

    private DutyAnswer() {}

    /// In whole seconds, never fewer than there are.
    static String waiting(Duration wait) {
        return text("wait", Long.toString(wait.plusMillis(999).toSeconds()));
    }

    /// Too many wait for this PIN already.
    static String later() {
        return text("later");
    }

    static String wrong() {
        return text("wrong");
    }

    /// @param isAsked whether somebody waits for them to speak a text
    /// @param news    what they are told before all else, prompts
    static String of(
            DutyStatus dutyStatus,
            boolean isAsked,
            List<Playable> news,
            List<Language> languages,
            Optional<Line> shown) {
        var keys = keys(dutyStatus, isAsked);
        var say = new ArrayList<Playable>(news);
        say.addAll(SpokenDutyStatus.prompts(dutyStatus));
        keys.stream().map(DutyAnswer::prompt).forEach(say::add);
        say.add(Prompt.KEY_REPEAT);
        return text(
                "duty",
                dutyStatus.consultant().id().toString(),
                languages.stream().map(Language::code).collect(joining("+")),
                RouteReply.joined(say),
                String.join("+", keys),
                RouteReply.joined(SpokenDutyStatus.confirmation(dutyStatus)),
                dutyStatus
                        .pending()
                        .map(dutyPeriod -> Long.toString(dutyPeriod.end().getEpochSecond()))
                        .orElse(""),
                dutyStatus.colleagues().stream()
                        .limit(COORDINATORS)
                        .map(colleague -> RouteReply.code(Target.onOnePhone(colleague)))
                        .collect(joining("&")),
                shown.map(Line::number).orElse(""));
    }

    private static List<String> keys(DutyStatus dutyStatus, boolean isAsked) {
        var keys = new ArrayList<String>();
        if (dutyStatus.mayPause()) {
            keys.add(DialplanNames.REST);
        }
        if (dutyStatus.pausedUntil().isPresent()) {
            keys.add(DialplanNames.RESUME);
        }
        if (dutyStatus.pending().isPresent()) {
            keys.add(DialplanNames.ABSENT);
        }
        if (isAsked) {
            keys.add(DialplanNames.SPEAK);
        }
        if (!dutyStatus.colleagues().isEmpty()) {
            keys.add(DialplanNames.COORDINATOR);
        }
        return keys;
    }

    private static Prompt prompt(String key) {
        return switch (key) {
            case DialplanNames.REST -> Prompt.KEY_PAUSE;
            case DialplanNames.RESUME -> Prompt.KEY_RESUME;
            case DialplanNames.ABSENT -> Prompt.KEY_ABSENT;
            case DialplanNames.SPEAK -> Prompt.KEY_SPEAK;
            default -> Prompt.CALL_COORDINATOR;
        };
    }

    private static String text(String... fields) {
        return RouteReply.VERSION + String.join("|", fields) + "|end";
    }
}
