package lv.helpline.asterisk.scripts;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import lv.helpline.asterisk.fastagi.AgiRejected;
import lv.helpline.asterisk.fastagi.DialplanNames;
import lv.helpline.roster.Pause;
import lv.helpline.routing.CallPathObserver.Refusal;
import lv.helpline.selfservice.PauseStore;
import lv.helpline.selfservice.PauseStore.PauseStoreUnavailable;
import org.asteriskjava.fastagi.AgiChannel;
import org.asteriskjava.fastagi.AgiException;
import org.asteriskjava.fastagi.AgiRequest;
import org.asteriskjava.fastagi.AgiScript;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// `pause`: a consultant pauses from now on. It answers only when the database has it; the dialplan keeps what
/// nobody has taken.
record PauseScript(PauseStore store, Clock clock) implements AgiScript {

    private static final Logger LOG = LoggerFactory.getLogger(PauseScript.class);

    /// The longest that can be asked for by phone.
    static final Duration LONGEST = Duration.ofHours(8);

    @Override
    public void service(AgiRequest request, AgiChannel channel) throws AgiException {
        var arguments = new Arguments(request);
        var consultant = arguments.consultant(1);
        var length = minutes(arguments);
        if (consultant.isEmpty() || length.isEmpty()) {
            throw new AgiRejected(Refusal.FAULT, "a pause needs a consultant's number and 1 to 480 minutes");
        }
        DialplanNames.requireAsker(channel);
        var now = clock.instant();
        try {
            if (store.enter(new Pause(consultant.get(), now, now.plus(length.get())), now)) {
                LOG.info("Consultant {} pauses for {}", consultant.get(), length.get());
                channel.setVariable(DialplanNames.ANSWER, RouteReply.VERSION + "paused|end");
            } else {
                LOG.warn("A pause is asked for by consultant {}, who is not in the roster", consultant.get());
            }
        } catch (PauseStoreUnavailable unavailable) {
            LOG.warn("The database is not available; a pause waits in Asterisk's spool");
        }
    }

    private static Optional<Duration> minutes(Arguments arguments) {
        return arguments
                .find(2)
                .filter(text -> text.matches("[1-9][0-9]{0,2}"))
                .map(text -> Duration.ofMinutes(Integer.parseInt(text)))
                .filter(length -> length.compareTo(LONGEST) <= 0);
    }
}
