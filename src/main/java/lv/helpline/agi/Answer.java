package lv.helpline.agi;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lv.helpline.duty.Contact;
import lv.helpline.duty.Line;
import lv.helpline.routing.Decision;
import lv.helpline.routing.Step;
import lv.helpline.routing.Target;

/// A decision as the dialplan reads it: nine fields between `|`, of letters, digits and `| + & / : _ . -` only.
///
/// | field | holds |
/// |---|---|
/// | 1 | `v1`, the version of this grammar |
/// | 2 | `ring`, `closed`, `nobody` or `unknown` |
/// | 3 | the language in which the caller is spoken to |
/// | 4 | the codes of the rules that made it, joined by `+` |
/// | 5 | to ring: steps joined by `/`, each `<seconds>:<target>&<target>…` |
/// | 6 | to say: prompts joined by `&` |
/// | 7 | to ring: the region that is whispered |
/// | 8 | to ring: how long a caller waits, in seconds; closed: the number of a line that is open now |
/// | 9 | `end` |
///
/// A target is `<consultant>_m<E.164 digits>` or `<consultant>_p<SIP phone>`. A plan that is too long loses its last
/// targets.
///
/// @param text    the answer, at most [#LIMIT] characters
/// @param dropped how many phones of the plan found no room in it
record Answer(String text, int dropped) {

    /// Keeps any command that carries an answer under 2,048 bytes.
    static final int LIMIT = 1_920;

    static Answer to(Decision decision, Instant at) {
        return switch (decision) {
            case Decision.Ring ring -> ring(ring);
            case Decision.Closed closed ->
                say("closed", closed, prompts(closed, at), closed.openNow().map(Line::number));
            case Decision.Nobody nobody -> say("nobody", nobody, List.of("nobody"), Optional.empty());
            case Decision.Unknown unknown -> say("unknown", unknown, prompts(unknown), Optional.empty());
        };
    }

    String verb() {
        return field(2);
    }

    String rules() {
        return field(4);
    }

    private String field(int number) {
        return text.split("\\|", -1)[number - 1];
    }

    private static Answer ring(Decision.Ring ring) {
        var before = head("ring", ring);
        var after = "||" + ring.line().region().name().toLowerCase(Locale.ROOT) + "|"
                + ring.line().patience().toSeconds() + "|end";
        var steps = new StringBuilder();
        var dropped = 0;
        for (var step : ring.plan().steps()) {
            var joint = steps.isEmpty() ? opening(step) : "/" + opening(step);
            for (var target : step.targets()) {
                var next = joint + code(target);
                if (dropped == 0 && before.length() + steps.length() + next.length() + after.length() <= LIMIT) {
                    steps.append(next);
                } else {
                    dropped++;
                }
                joint = "&";
            }
        }
        return new Answer(before + steps + after, dropped);
    }

    private static Answer say(String verb, Decision decision, List<String> prompts, Optional<String> number) {
        return new Answer(
                head(verb, decision) + "|" + String.join("&", prompts) + "||" + number.orElse("") + "|end", 0);
    }

    private static String head(String verb, Decision decision) {
        var rules = decision.reasons().stream()
                .map(reason -> reason.rule().code())
                .distinct()
                .collect(Collectors.joining("+"));
        return "v1|" + verb + "|" + decision.language().code() + "|" + rules + "|";
    }

    private static String opening(Step step) {
        return step.ring().toSeconds() + ":";
    }

    private static String code(Target target) {
        return switch (target.contact()) {
            case Contact.Mobile mobile ->
                target.consultant() + "_m" + mobile.e164().substring(1);
            case Contact.SipPhone phone -> target.consultant() + "_p" + phone.endpoint();
        };
    }

    private static List<String> prompts(Decision.Closed closed, Instant at) {
        var prompts = new ArrayList<String>();
        prompts.add("closed");
        closed.opensAt().ifPresent(opensAt -> {
            prompts.add("opens");
            prompts.addAll(SpokenOpening.prompts(opensAt, at));
            prompts.add("latvian-time");
        });
        closed.openNow().ifPresent(line -> prompts.add("other-line"));
        prompts.addAll(List.of("danger", "not-safe"));
        return prompts;
    }

    /// The apology ends in "the helpline is", so without a number to tell it is better left unsaid.
    private static List<String> prompts(Decision.Unknown unknown) {
        return unknown.general()
                .map(line ->
                        Stream.concat(Stream.of("unknown-number"), digits(line)).toList())
                .orElse(List.of("no-consultant", "danger"));
    }

    private static Stream<String> digits(Line line) {
        return line.number().chars().mapToObj(digit -> "digit-" + (char) digit);
    }
}
