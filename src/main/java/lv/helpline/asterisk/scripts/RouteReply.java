package lv.helpline.asterisk.scripts;

import static java.util.stream.Collectors.joining;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Stream;
import lv.helpline.asterisk.fastagi.DialplanNames;
import lv.helpline.asterisk.prompts.Prompts;
import lv.helpline.asterisk.prompts.SpokenOpening;
import lv.helpline.prompts.Playable;
import lv.helpline.prompts.Prompt;
import lv.helpline.roster.Announcement;
import lv.helpline.roster.ConsultantId;
import lv.helpline.roster.Contact;
import lv.helpline.roster.Language;
import lv.helpline.roster.Line;
import lv.helpline.roster.SecondPhone.Rings;
import lv.helpline.routing.Alternative;
import lv.helpline.routing.Decision;
import lv.helpline.routing.Reason;
import lv.helpline.routing.Rule;
import lv.helpline.routing.Step;
import lv.helpline.routing.Target;

/// A decision as the dialplan reads it: twelve or thirteen fields between `|`, of letters, digits and `| + & / : _ . -`
/// only.
///
/// | field | holds |
/// |---|---|
/// | 1 | `v2`, the version of this grammar |
/// | 2 | `menu`, `ring`, `closed`, `nobody` or `unknown` |
/// | 3 | the language in which the caller is spoken to |
/// | 4 | the codes of the rules that made it, joined by `+` |
/// | 5 | to ring: steps joined by `/`, each `<seconds>:<target>&<target>…` |
/// | 6 | to say now: prompts joined by `&` |
/// | 7 | to ring: the region that is whispered |
/// | 8 | to wait: how long until the caller is told that nobody was reached yet, in seconds |
/// | 9 | the number of another line that is open now: 1 goes there |
/// | 10 | to wait: what is said of other numbers to whoever presses 2, prompts joined by `&` |
/// | 11 | to ask: the languages in the order of their keys, joined by `+` |
/// | 12 | if there is any: to ask, the wishes that count, `<language>_<key>_<wish>` joined by `+` |
/// | | else who could be rung as well soon, `<consultant>:<in how many seconds>` joined by `+` |
/// | 12 or 13 | `end` |
///
/// A target is a consultant and `_m<E.164 digits>`, `_p<SIP phone>`, or `_q<SIP phone>` for a phone that takes a
/// call by answering; for a person who is rung on two phones both follow, `4_m37120000001_pdesk`, with `_then` between
/// them if the second rings after the first. A plan that is too long loses its last targets. A prompt that begins with
/// `own-` is an announcement of the house, which may not have been built yet.
///
/// @param text    the answer, at most [#LIMIT] characters
/// @param dropped how many people of the plan found no room in it
record RouteReply(String text, int dropped) {

    /// The version of the grammar, as the answer begins with it.
    static final String VERSION = "v2|";

    private static final String END = "end";

    /// Keeps any command that carries an answer under 2,048 bytes.
    static final int LIMIT = 1_920;

    static RouteReply to(Decision decision, Instant at) {
        return switch (decision) {
            case Decision.Menu menu ->
                whole(text(menu, "menu", "", List.of(), "", "", new Alternative.Nowhere(), List.of(), languages(menu)))
                        .with(wishes(menu));
            case Decision.Ring ring -> ring(ring);
            case Decision.Closed closed ->
                whole(text(closed, "closed", "", prompts(closed, at), "", "", closed.alternative(), List.of(), ""));
            case Decision.Nobody nobody ->
                whole(text(
                        nobody,
                        "nobody",
                        "",
                        List.of(Prompt.NOBODY),
                        "",
                        patience(nobody.line()),
                        nobody.alternative(),
                        prompts(nobody.alternative()),
                        ""));
            case Decision.Unknown unknown ->
                whole(text(unknown, "unknown", "", prompts(unknown), "", "", new Alternative.Nowhere(), List.of(), ""));
        };
    }

    /// The same answer, with who could be rung as well soon, by how long from now. What finds no room is left out:
    /// Asterisk asks again.
    RouteReply with(SortedMap<Duration, Set<ConsultantId>> coming) {
        var all = coming.entrySet().stream()
                .flatMap(each -> each.getValue().stream()
                        .map(consultant -> consultant + ":" + each.getKey().toSeconds()))
                .collect(joining("+"));
        return with(all);
    }

    /// The same answer with one more field before its end, if there is anything to tell, and room for it.
    private RouteReply with(String field) {
        return field.isEmpty() || text.length() + field.length() + 1 > LIMIT
                ? this
                : new RouteReply(text.substring(0, text.length() - END.length()) + field + "|" + END, dropped);
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

    private static RouteReply whole(String text) {
        return new RouteReply(text, 0);
    }

    private static RouteReply ring(Decision.Ring ring) {
        var room = LIMIT - ring(ring, "").length();
        var steps = new StringBuilder();
        var dropped = 0;
        for (var step : ring.plan().steps()) {
            var joint = steps.isEmpty() ? opening(step) : "/" + opening(step);
            for (var target : step.targets()) {
                var next = joint + code(target);
                if (dropped == 0 && steps.length() + next.length() <= room) {
                    steps.append(next);
                } else {
                    dropped++;
                }
                joint = "&";
            }
        }
        return new RouteReply(ring(ring, steps.toString()), dropped);
    }

    private static String ring(Decision.Ring ring, String steps) {
        return text(
                ring,
                "ring",
                steps,
                List.of(),
                ring.line().region().name().toLowerCase(Locale.ROOT),
                patience(ring.line()),
                ring.alternative(),
                prompts(ring.alternative()),
                "");
    }

    /// The fields in the order of the table above.
    private static String text(
            Decision decision,
            String verb,
            String steps,
            List<Playable> say,
            String region,
            String patience,
            Alternative alternative,
            List<Playable> sayElsewhere,
            String languages) {
        var rules = decision.reasons().stream()
                .map(Reason::rule)
                .filter(Rule::isRecorded)
                .map(Rule::code)
                .distinct()
                .collect(joining("+"));
        return VERSION
                + String.join(
                        "|",
                        verb,
                        decision.language().code(),
                        rules,
                        steps,
                        joined(say),
                        region,
                        patience,
                        number(alternative),
                        joined(sayElsewhere),
                        languages,
                        END);
    }

    /// Prompts as the dialplan knows them, in the order in which they are played.
    static String joined(List<Playable> prompts) {
        return prompts.stream().map(Playable::id).collect(joining("&"));
    }

    private static String opening(Step step) {
        return step.ring().toSeconds() + ":";
    }

    /// A target as the dialplan knows it: `asterisk-config/extensions.conf`.
    static String code(Target target) {
        var joint = target.rings() == Rings.AFTERWARDS ? "_" + DialplanNames.THEN + "_" : "_";
        return target.consultant()
                + "_"
                + target.phones().stream()
                        .map(phone -> code(phone, target.whisper()))
                        .collect(joining(joint));
    }

    private static String code(Contact phone, boolean whisper) {
        return switch (phone) {
            case Contact.Mobile(var e164) -> "m" + e164.substring(1);
            case Contact.SipPhone(var endpoint) -> (whisper ? "p" : "q") + endpoint;
        };
    }

    private static String patience(Line line) {
        return Long.toString(line.patience().toSeconds());
    }

    private static String languages(Decision.Menu menu) {
        return menu.line().languages().stream().map(Language::code).collect(joining("+"));
    }

    private static String wishes(Decision.Menu menu) {
        return menu.line().languages().stream()
                .flatMap(language -> menu.wishes().getOrDefault(language, List.of()).stream()
                        .map(wish -> language + "_" + wish.key() + "_" + wish.id()))
                .collect(joining("+"));
    }

    private static String number(Alternative alternative) {
        return alternative instanceof Alternative.OpenLine(var line) ? line.number() : "";
    }

    private static List<Playable> prompts(Decision.Closed closed, Instant at) {
        var prompts = new ArrayList<Playable>();
        prompts.add(closed.message().map(RouteReply::played).orElse(Prompt.CLOSED));
        closed.opensAt().ifPresent(opensAt -> {
            prompts.add(Prompt.OPENS);
            prompts.addAll(SpokenOpening.prompts(opensAt, at));
            prompts.add(Prompt.LATVIAN_TIME);
        });
        prompts.addAll(prompts(closed.alternative()));
        return prompts;
    }

    private static Playable played(Announcement announcement) {
        return announcement::id;
    }

    /// Every one of them ends with what to do in danger.
    private static List<Playable> prompts(Alternative alternative) {
        var there = switch (alternative) {
            case Alternative.OpenLine _ -> Stream.<Playable>of(Prompt.OTHER_LINE);
            case Alternative.Outside(var help) ->
                Stream.concat(
                        Stream.of(Prompt.OUTSIDE_HELP, played(help.name()), Prompt.ITS_NUMBER),
                        Prompts.digits(help.number()));
            case Alternative.Nowhere _ -> Stream.<Playable>empty();
        };
        return Stream.concat(there, Stream.of(Prompt.DANGER, Prompt.NOT_SAFE)).toList();
    }

    /// The apology ends in "the helpline is", so without a number to tell it is better left unsaid.
    private static List<Playable> prompts(Decision.Unknown unknown) {
        return unknown.general()
                .map(line -> Stream.concat(Stream.of(Prompt.UNKNOWN_NUMBER), Prompts.digits(line.number()))
                        .toList())
                .orElse(List.of(Prompt.NO_CONSULTANT, Prompt.DANGER));
    }
}
