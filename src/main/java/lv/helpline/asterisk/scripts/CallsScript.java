package lv.helpline.asterisk.scripts;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import lv.helpline.asterisk.fastagi.DialplanNames;
import lv.helpline.asterisk.prompts.Prompts;
import lv.helpline.asterisk.prompts.SpokenOpening;
import lv.helpline.callout.CalloutDispatcher;
import lv.helpline.callout.CalloutReason;
import lv.helpline.callout.PlacedCall;
import lv.helpline.prompts.Playable;
import lv.helpline.prompts.Prompt;
import lv.helpline.roster.DutyScope;
import lv.helpline.roster.Line;
import lv.helpline.roster.LocalSpan;
import lv.helpline.roster.Region;
import lv.helpline.roster.Roster;
import lv.helpline.routing.SnapshotSource;
import lv.helpline.routing.Target;
import org.asteriskjava.fastagi.AgiChannel;
import org.asteriskjava.fastagi.AgiException;
import org.asteriskjava.fastagi.AgiRequest;
import org.asteriskjava.fastagi.AgiScript;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// `calls`: answers with the call that Asterisk is to place now, one at most. What is said to a phone gives nothing
/// away to whoever stands beside it.
record CallsScript(CalloutDispatcher calloutDispatcher, SnapshotSource snapshots, Clock clock) implements AgiScript {

    private static final Logger LOG = LoggerFactory.getLogger(CallsScript.class);

    @Override
    public void service(AgiRequest request, AgiChannel channel) throws AgiException {
        var at = clock.instant();
        var call = calloutDispatcher.next(at);
        call.ifPresent(placed ->
                LOG.info("Consultant {} is phoned: {}", placed.consultant().id(), name(placed.reason())));
        channel.setVariable(
                DialplanNames.ANSWER, call.map(placed -> answer(placed, at)).orElse(RouteReply.VERSION + "none|end"));
    }

    private static String name(CalloutReason reason) {
        return switch (reason) {
            case CalloutReason.Alert alert -> Prompts.alert(alert.kind()).id();
            case CalloutReason.SeekCover _ -> "cover";
            case CalloutReason.Test _ -> "test";
        };
    }

    private String answer(PlacedCall call, Instant at) {
        return RouteReply.VERSION
                + String.join(
                        "|",
                        "phone",
                        call.claim().toString(),
                        call.spoken().code(),
                        RouteReply.code(target(call)),
                        RouteReply.joined(say(call, at)),
                        RouteReply.joined(more(call.reason(), at)),
                        call.shown().number(),
                        call.byCode() ? DialplanNames.CODE : "",
                        "end");
    }

    private static Target target(PlacedCall call) {
        return call.reason() instanceof CalloutReason.Test(var consultant, var phone)
                ? new Target(
                        consultant,
                        call.consultant().phone(phone).orElseThrow(),
                        call.consultant().whisper())
                : Target.onOnePhone(call.consultant());
    }

    private List<Playable> say(PlacedCall call, Instant at) {
        return switch (call.reason()) {
            case CalloutReason.Alert alert ->
                Stream.of(
                                Stream.of(Prompt.ON_CALL, Prompts.alert(alert.kind())),
                                line(alert).map(line -> Prompts.region(line.region())).stream(),
                                Stream.of(Prompt.ALERT_KEYS))
                        .<Playable>flatMap(prompts -> prompts)
                        .toList();
            case CalloutReason.SeekCover(var dutyScope, var span) -> {
                var prompts = new ArrayList<Playable>(List.of(Prompt.ON_CALL, Prompt.COVER_ASKED));
                prompts.add(Prompts.region(region(dutyScope)));
                prompts.addAll(when(span, at));
                prompts.add(Prompt.COVER_KEYS);
                yield prompts;
            }
            case CalloutReason.Test _ -> List.of(Prompt.ON_CALL, call.byCode() ? Prompt.TEST_CODE : Prompt.TEST_KEYS);
        };
    }

    /// What 2 tells: the line's number, and from when until when. Where there is no more, 2 means no.
    private List<Playable> more(CalloutReason reason, Instant at) {
        if (!(reason instanceof CalloutReason.Alert alert)) {
            return List.of();
        }
        var prompts = new ArrayList<Playable>();
        prompts.add(Prompts.alert(alert.kind()));
        line(alert).ifPresent(line -> {
            prompts.add(Prompt.ITS_NUMBER);
            Prompts.digits(line.number()).forEach(prompts::add);
        });
        alert.span().ifPresent(span -> prompts.addAll(when(span, at)));
        prompts.add(Prompt.ALERT_KEYS);
        return prompts;
    }

    private static List<Playable> when(LocalSpan span, Instant at) {
        var prompts = new ArrayList<Playable>();
        if (span.startsAt().isAfter(at)) {
            prompts.add(Prompt.STARTS);
            prompts.addAll(SpokenOpening.prompts(span.startsAt(), at));
        }
        prompts.add(Prompt.ENDS);
        prompts.addAll(SpokenOpening.prompts(span.endsAt(), at));
        prompts.add(Prompt.LATVIAN_TIME);
        return prompts;
    }

    private Optional<Line> line(CalloutReason.Alert alert) {
        return alert.line().map(roster()::getLine);
    }

    private Region region(DutyScope dutyScope) {
        return switch (dutyScope) {
            case DutyScope.OfRegion(var region) -> region;
            case DutyScope.OfLine(var line) -> roster().getLine(line).region();
            case DutyScope.CoordinatorOnCall() ->
                throw new IllegalStateException("no cover is sought for the coordination");
        };
    }

    private Roster roster() {
        return snapshots.current().orElseThrow().roster();
    }
}
