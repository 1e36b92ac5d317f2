package lv.helpline.asterisk.scripts;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import lv.helpline.asterisk.fastagi.Dialplan;
import lv.helpline.asterisk.prompts.Prompts;
import lv.helpline.asterisk.prompts.SpokenOpening;
import lv.helpline.callout.Matter;
import lv.helpline.callout.OnCall;
import lv.helpline.callout.PlacedCall;
import lv.helpline.roster.Coverage;
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
record CallsScript(OnCall onCall, SnapshotSource snapshots, Clock clock) implements AgiScript {

    private static final Logger LOG = LoggerFactory.getLogger(CallsScript.class);

    @Override
    public void service(AgiRequest request, AgiChannel channel) throws AgiException {
        var at = clock.instant();
        var call = onCall.next(at);
        call.ifPresent(placed ->
                LOG.info("Consultant {} is phoned: {}", placed.consultant().id(), name(placed.matter())));
        channel.setVariable(
                Dialplan.ANSWER, call.map(placed -> answer(placed, at)).orElse(Answer.VERSION + "none|end"));
    }

    private static String name(Matter matter) {
        return switch (matter) {
            case Matter.Alert alert -> Prompts.alert(alert.kind());
            case Matter.SeekCover _ -> "cover";
            case Matter.Test _ -> "test";
        };
    }

    private String answer(PlacedCall call, Instant at) {
        return Answer.VERSION
                + String.join(
                        "|",
                        "phone",
                        call.claim().toString(),
                        call.spoken().code(),
                        Answer.code(Target.of(call.consultant())),
                        String.join("&", say(call, at)),
                        String.join("&", more(call.matter(), at)),
                        call.shown().number(),
                        call.byCode() ? Dialplan.CODE : "",
                        "end");
    }

    private List<String> say(PlacedCall call, Instant at) {
        return switch (call.matter()) {
            case Matter.Alert alert ->
                Stream.of(
                                Stream.of(Prompts.ON_CALL, Prompts.alert(alert.kind())),
                                line(alert).map(line -> Prompts.region(line.region())).stream(),
                                Stream.of(Prompts.ALERT_KEYS))
                        .flatMap(prompts -> prompts)
                        .toList();
            case Matter.SeekCover(var coverage, var span) -> {
                var prompts = new ArrayList<>(List.of(Prompts.ON_CALL, Prompts.COVER_ASKED));
                prompts.add(Prompts.region(region(coverage)));
                prompts.addAll(when(span, at));
                prompts.add(Prompts.COVER_KEYS);
                yield prompts;
            }
            case Matter.Test _ -> List.of(Prompts.ON_CALL, call.byCode() ? Prompts.TEST_CODE : Prompts.TEST_KEYS);
        };
    }

    /// What 2 tells: the line's number, and from when until when. Where there is no more, 2 means no.
    private List<String> more(Matter matter, Instant at) {
        if (!(matter instanceof Matter.Alert alert)) {
            return List.of();
        }
        var prompts = new ArrayList<String>();
        prompts.add(Prompts.alert(alert.kind()));
        line(alert).ifPresent(line -> {
            prompts.add(Prompts.ITS_NUMBER);
            Prompts.digits(line.number()).forEach(prompts::add);
        });
        alert.span().ifPresent(span -> prompts.addAll(when(span, at)));
        prompts.add(Prompts.ALERT_KEYS);
        return prompts;
    }

    private static List<String> when(LocalSpan span, Instant at) {
        var prompts = new ArrayList<String>();
        if (span.startsAt().isAfter(at)) {
            prompts.add(Prompts.STARTS);
            prompts.addAll(SpokenOpening.prompts(span.startsAt(), at));
        }
        prompts.add(Prompts.ENDS);
        prompts.addAll(SpokenOpening.prompts(span.endsAt(), at));
        prompts.add(Prompts.LATVIAN_TIME);
        return prompts;
    }

    private Optional<Line> line(Matter.Alert alert) {
        return alert.line().map(roster()::getLine);
    }

    private Region region(Coverage coverage) {
        return switch (coverage) {
            case Coverage.OfRegion(var region) -> region;
            case Coverage.OfLine(var line) -> roster().getLine(line).region();
            case Coverage.Coordination() -> throw new IllegalStateException("no cover is sought for the coordination");
        };
    }

    private Roster roster() {
        return snapshots.current().orElseThrow().roster();
    }
}
