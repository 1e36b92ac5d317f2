package lv.helpline.asterisk.scripts;

import java.time.Clock;
import java.util.Optional;
import java.util.stream.Stream;
import lv.helpline.asterisk.fastagi.DialplanNames;
import lv.helpline.callout.Callout.Result;
import lv.helpline.callout.CalloutDispatcher;
import lv.helpline.prompts.Prompt;
import org.asteriskjava.fastagi.AgiChannel;
import org.asteriskjava.fastagi.AgiException;
import org.asteriskjava.fastagi.AgiRequest;
import org.asteriskjava.fastagi.AgiScript;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// `placed`: a call that we placed has ended, or 1 was pressed, or a code was typed. Answers what is said to
/// whoever did it, perhaps nothing. The code is in no log.
record PlacedScript(CalloutDispatcher calloutDispatcher, Clock clock) implements AgiScript {

    private static final Logger LOG = LoggerFactory.getLogger(PlacedScript.class);

    @Override
    public void service(AgiRequest request, AgiChannel channel) throws AgiException {
        var arguments = new Arguments(request);
        var claim = arguments.id(1);
        var said = arguments.find(2).orElse("");
        var result = Stream.of(Result.values())
                .filter(each -> each.code().equals(said))
                .findFirst();
        var reply = CalloutDispatcher.Reply.NOTHING;
        if (claim.isPresent() && said.equals(DialplanNames.CODE)) {
            reply = calloutDispatcher.typed(claim.get(), arguments.find(3).orElse(""), clock.instant());
        } else if (claim.isPresent() && result.isPresent()) {
            LOG.info("A call that we placed ended: {}", result.get().code());
            reply = calloutDispatcher.ended(claim.get(), result.get(), clock.instant());
        }
        var word = reply == CalloutDispatcher.Reply.WRONG_CODE ? DialplanNames.WRONG : DialplanNames.NOTED;
        channel.setVariable(
                DialplanNames.ANSWER,
                RouteReply.VERSION + word + "|" + prompt(reply).map(Prompt::id).orElse("") + "|end");
    }

    private static Optional<Prompt> prompt(CalloutDispatcher.Reply reply) {
        return switch (reply) {
            case THANKS -> Optional.of(Prompt.NOTED);
            case COVERED_ALREADY -> Optional.of(Prompt.COVERED_ALREADY);
            case WRONG_CODE -> Optional.of(Prompt.CODE_WRONG);
            case NOTHING -> Optional.empty();
        };
    }
}
