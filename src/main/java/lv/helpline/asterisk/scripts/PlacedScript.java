package lv.helpline.asterisk.scripts;

import java.time.Clock;
import java.util.stream.Stream;
import lv.helpline.asterisk.fastagi.DialplanNames;
import lv.helpline.asterisk.prompts.Prompts;
import lv.helpline.callout.Callout.Result;
import lv.helpline.callout.OnCall;
import org.asteriskjava.fastagi.AgiChannel;
import org.asteriskjava.fastagi.AgiException;
import org.asteriskjava.fastagi.AgiRequest;
import org.asteriskjava.fastagi.AgiScript;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// `placed`: a call that we placed has ended, or 1 was pressed, or a code was typed. Answers what is said to
/// whoever did it, perhaps nothing. The code is in no log.
record PlacedScript(OnCall onCall, Clock clock) implements AgiScript {

    private static final Logger LOG = LoggerFactory.getLogger(PlacedScript.class);

    @Override
    public void service(AgiRequest request, AgiChannel channel) throws AgiException {
        var arguments = new Arguments(request);
        var claim = arguments.id(1);
        var said = arguments.find(2).orElse("");
        var result = Stream.of(Result.values())
                .filter(each -> each.code().equals(said))
                .findFirst();
        var reply = OnCall.Reply.NOTHING;
        if (claim.isPresent() && said.equals(DialplanNames.CODE)) {
            reply = onCall.typed(claim.get(), arguments.find(3).orElse(""), clock.instant());
        } else if (claim.isPresent() && result.isPresent()) {
            LOG.info("A call that we placed ended: {}", result.get().code());
            reply = onCall.ended(claim.get(), result.get(), clock.instant());
        }
        var word = reply == OnCall.Reply.WRONG_CODE ? DialplanNames.WRONG : DialplanNames.NOTED;
        channel.setVariable(DialplanNames.ANSWER, RouteReply.VERSION + word + "|" + prompt(reply) + "|end");
    }

    private static String prompt(OnCall.Reply reply) {
        return switch (reply) {
            case THANKS -> Prompts.NOTED;
            case COVERED_ALREADY -> Prompts.COVERED_ALREADY;
            case WRONG_CODE -> Prompts.CODE_WRONG;
            case NOTHING -> "";
        };
    }
}
