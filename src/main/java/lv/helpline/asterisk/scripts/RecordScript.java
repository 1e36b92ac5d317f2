package lv.helpline.asterisk.scripts;

import java.time.Clock;
import java.time.Duration;
import lv.helpline.asterisk.fastagi.AgiRejected;
import lv.helpline.asterisk.fastagi.DialplanNames;
import lv.helpline.recordings.PromptAudioCheck;
import lv.helpline.routing.CallPathObserver.Refusal;
import lv.helpline.selfservice.DutyLine;
import org.asteriskjava.fastagi.AgiChannel;
import org.asteriskjava.fastagi.AgiException;
import org.asteriskjava.fastagi.AgiRequest;
import org.asteriskjava.fastagi.AgiScript;

/// `record`: a consultant who is asked to speak a text speaks it, after a tone and up to hash. Nothing else here
/// records, and this does so in one context alone, which the duty line leads to after a PIN: no caller is
/// ever there. What was spoken is nobody's until it is kept.
record RecordScript(DutyLine duty, Clock clock) implements AgiScript {

    static final Duration LONGEST = PromptAudioCheck.WHOLE.minusSeconds(1);

    /// Whoever says nothing for so long has ended; all of it but a second is cut off again.
    private static final Duration SILENCE = Duration.ofSeconds(5);

    @Override
    public void service(AgiRequest request, AgiChannel channel) throws AgiException {
        if (!DialplanNames.RECORD_CONTEXT.equals(request.getContext())) {
            throw new AgiRejected(Refusal.FAULT, "only [sub-record] may record");
        }
        var arguments = new Arguments(request);
        var directory = arguments.find(2).filter(path -> path.startsWith("/"));
        var take = arguments.consultant(1).flatMap(who -> duty.requestedTake(who, clock.instant()));
        if (directory.isEmpty() || take.isEmpty()) {
            throw new AgiRejected(Refusal.FAULT, "nobody waits for this to be spoken");
        }
        channel.exec("StopMusicOnHold");
        channel.exec("PlayTones", "record");
        channel.exec("Wait", "0.5");
        channel.exec("StopPlayTones");
        channel.recordFile(directory.get() + "/" + take.get(), "wav", "#", (int) LONGEST.toMillis(), 0, false, (int)
                SILENCE.toSeconds());
        var came = came(channel);
        channel.setVariable(DialplanNames.ANSWER, RouteReply.VERSION + came + "|" + take.get() + "|end");
    }

    /// By the reply's reason, and where in the file the recording ended.
    private static String came(AgiChannel channel) {
        var reply = channel.getLastReply();
        var reason = String.valueOf(reply.getExtra());
        if (!reason.equals("dtmf") && !reason.equals("timeout")) {
            return DialplanNames.FAILED;
        }
        var samples = Long.parseLong(reply.getAttribute("endpos"));
        var spoken = Duration.ofMillis(samples * 1000 / PromptAudioCheck.RATE)
                .minus(reason.equals("timeout") ? Duration.ofSeconds(1) : Duration.ZERO);
        return spoken.compareTo(PromptAudioCheck.SHORTEST) < 0 ? DialplanNames.UNHEARD : DialplanNames.SPOKEN;
    }
}
