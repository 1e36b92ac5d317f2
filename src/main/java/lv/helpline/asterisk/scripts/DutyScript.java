package lv.helpline.asterisk.scripts;

import static java.util.Comparator.comparing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import lv.helpline.asterisk.fastagi.AgiRejected;
import lv.helpline.asterisk.fastagi.DialplanNames;
import lv.helpline.prompts.Playable;
import lv.helpline.prompts.Prompt;
import lv.helpline.roster.ConsultantId;
import lv.helpline.roster.Language;
import lv.helpline.roster.Line;
import lv.helpline.roster.staffing.DutyStatus;
import lv.helpline.routing.CallPathObserver;
import lv.helpline.routing.CallPathObserver.Refusal;
import lv.helpline.routing.SnapshotSource;
import lv.helpline.selfservice.DutyLine;
import org.asteriskjava.fastagi.AgiChannel;
import org.asteriskjava.fastagi.AgiException;
import org.asteriskjava.fastagi.AgiRequest;
import org.asteriskjava.fastagi.AgiScript;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// `duty`: one question of the duty line. Who has entered is known to the dialplan as long as the call lasts. Nothing
/// of what was typed is logged.
record DutyScript(DutyLine duty, SnapshotSource snapshots, CallPathObserver observer, Clock clock)
        implements AgiScript {

    private static final Logger LOG = LoggerFactory.getLogger(DutyScript.class);

    @Override
    public void service(AgiRequest request, AgiChannel channel) throws AgiException {
        var arguments = new Arguments(request);
        var asked = arguments.find(1).orElse("");
        var who = arguments.consultant(2);
        DialplanNames.requireAsker(channel);
        // The database keeps no nanoseconds: a pause that begins now has begun when the roster is read again.
        var at = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var answer = switch (asked) {
            case DialplanNames.KNOCK ->
                duty.waitBeforePin(who, at).map(DutyAnswer::waiting).orElseGet(DutyAnswer::later);
            case DialplanNames.ENTER -> enter(who, arguments.find(3).orElse(""), at);
            case DialplanNames.STATE -> answer(duty.status(known(who), at));
            case DialplanNames.REST -> answer(duty.pause(known(who), length(arguments), at));
            case DialplanNames.RESUME -> answer(duty.resume(known(who), at));
            case DialplanNames.ABSENT -> answer(duty.cannotCome(known(who), end(arguments), at));
            case DialplanNames.KEEP -> keep(known(who), arguments, at);
            default -> throw notUnderstood();
        };
        LOG.info("Duty line: {}", asked);
        channel.setVariable(DialplanNames.ANSWER, answer);
    }

    private String enter(Optional<ConsultantId> who, String pin, Instant at) {
        var entered = duty.enter(who, pin, at);
        observer.pinTried(entered.isPresent());
        return entered.map(verified -> answer(
                        duty.status(verified.consultant(), at), news(verified.consultant()), verified.languages()))
                .orElseGet(DutyAnswer::wrong);
    }

    private String keep(ConsultantId who, Arguments arguments, Instant at) {
        var take = arguments.id(3).orElseThrow(DutyScript::notUnderstood);
        var news = duty.keepTake(take, who, at) ? Prompt.SPEAK_KEPT : Prompt.SPEAK_UNWANTED;
        return answer(duty.status(who, at), List.of(news), List.of());
    }

    private String answer(DutyStatus dutyStatus) {
        return answer(dutyStatus, List.of(), List.of());
    }

    private String answer(DutyStatus dutyStatus, List<Playable> news, List<Language> languages) {
        var isAsked = duty.requestedTake(dutyStatus.consultant().id(), dutyStatus.at())
                .isPresent();
        return DutyAnswer.of(dutyStatus, isAsked, news, languages, shown());
    }

    /// Told once, when they enter.
    private List<Playable> news(ConsultantId consultant) {
        return snapshots
                .current()
                .filter(snapshot -> snapshot.activity().hasMissedThree(consultant))
                .map(_ -> List.<Playable>of(Prompt.MISSED_THREE))
                .orElse(List.of());
    }

    /// The general line, or any.
    private Optional<Line> shown() {
        return snapshots.current().stream()
                .flatMap(snapshot -> snapshot.roster().data().lines().stream())
                .max(comparing(Line::general));
    }

    /// Empty: to the end of the duty.
    private static Optional<Duration> length(Arguments arguments) {
        var minutes = arguments.find(3).orElse("");
        return switch (minutes) {
            case "end" -> Optional.empty();
            case "15", "30", "60" -> Optional.of(Duration.ofMinutes(Integer.parseInt(minutes)));
            default -> throw notUnderstood();
        };
    }

    private static Instant end(Arguments arguments) {
        return arguments
                .find(3)
                .filter(text -> text.matches("[0-9]{1,10}"))
                .map(text -> Instant.ofEpochSecond(Long.parseLong(text)))
                .orElseThrow(DutyScript::notUnderstood);
    }

    private static ConsultantId known(Optional<ConsultantId> who) {
        return who.orElseThrow(DutyScript::notUnderstood);
    }

    private static AgiRejected notUnderstood() {
        return new AgiRejected(Refusal.FAULT, "the duty line asks for what there is not");
    }
}
