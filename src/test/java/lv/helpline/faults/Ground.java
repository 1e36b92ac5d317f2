package lv.helpline.faults;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import lv.helpline.bench.Surge;
import lv.helpline.lab.CallRecords.StoredCall;
import lv.helpline.lab.HelplineProcess;
import lv.helpline.lab.Lab;
import lv.helpline.lab.SipPeer;
import lv.helpline.lab.Stalls;
import lv.helpline.lab.Transcript;
import org.awaitility.core.ConditionTimeoutException;
import org.jspecify.annotations.Nullable;

/// What the cases stand on: a lab, routers in processes of their own, consultants who take each call, and
/// callers. In the real time, for Asterisk's own roster goes by its own clock.
final class Ground implements AutoCloseable {

    static final String LINE = "25723222";

    /// Nobody listens there.
    static final String NOBODY = "127.0.0.1:1";

    /// To whoever calls for help.
    static final Duration SILENCE_PROMISED = Duration.ofSeconds(2);

    static final Duration TALK = Duration.ofSeconds(1);
    static final Duration RINGING = Duration.ofMillis(200);

    private static final Duration SOON = Duration.ofMinutes(1);
    private static final Transcript TRANSCRIPT = Transcript.ofPrompts();

    private final Lab lab;
    private @Nullable HelplineProcess router;
    private int started;

    Ground(Lab lab) {
        this.lab = lab;
    }

    Lab lab() {
        return lab;
    }

    /// The demo's roster, no call, and this process's router.
    void reset() throws IOException, InterruptedException {
        var known = router;
        if (known != null && known.process().isAlive()) {
            known.goOn();
        }
        lab.reset();
    }

    /// A line that is open, and so many consultants who take each call at once, in Asterisk's own copy of the
    /// roster too.
    List<SipPeer> staff(int consultants) throws Exception {
        return staff(consultants, RINGING, TALK);
    }

    List<SipPeer> staff(int consultants, Duration ringing, Duration talk) throws Exception {
        var phones = Surge.prepare(lab, consultants, ringing, talk);
        lab.database()
                .edit("update line set strategy = 'one-by-one', wrap_up_seconds = 0, ring_seconds = 10 where id ="
                        + " 'latgale'");
        lab.asterisk().refresh();
        return phones;
    }

    /// A router in a process of its own that is up, and the one that is asked first and alone.
    HelplineProcess router() throws IOException, InterruptedException {
        var up = router;
        if (up == null || !up.process().isAlive()) {
            up = another();
            router = up;
        }
        lab.routers().use(up.address(), "");
        return up;
    }

    /// One more.
    HelplineProcess another() throws IOException {
        started++;
        return another("router-" + started, Map.of(), Map.of());
    }

    /// One more, with settings and an environment of its own. It has a roster, unless one of that name was here
    /// before.
    HelplineProcess another(String name, Map<String, String> settings, Map<String, String> environment)
            throws IOException {
        var up = lab.routers().startAnother(name, settings, environment);
        try {
            await("the router's copy of the roster")
                    .atMost(SOON)
                    .until(() -> Files.exists(lab.routers().rosterCopy(name)));
        } catch (ConditionTimeoutException none) {
            up.close();
            throw none;
        }
        return up;
    }

    /// Places them while something breaks, and looks what became of each.
    ///
    /// @param during begins when the first has called, and has put right what it broke when it ends
    Tally place(Load load, Scene.During during) throws Exception {
        var begun = System.nanoTime();
        var wrong = new ArrayList<String>();
        var witnesses = load.told().isEmpty() || load.refused() ? 0 : 1;
        if (witnesses > 0) {
            hears(load.told(), wrong);
        }
        var fates = watch(load.less(witnesses), during);
        return settle(load.calls(), witnesses, fates, begun, wrong);
    }

    /// The same, without looking at what is left of them.
    List<Scene.Fate> watch(Load load, Scene.During during) throws Exception {
        try (var scene = new Scene(lab, load)) {
            during.run(scene);
            scene.awaitOver();
            return scene.fates();
        }
    }

    /// Hands the records over that Asterisk kept, and counts.
    ///
    /// @param told of the calls, those that are known to have heard a true message
    Tally settle(int calls, int told, List<Scene.Fate> fates, long begun, List<String> wrong) throws Exception {
        lab.routers().use(lab.routers().ownAddress(), "");
        var channels = channelsLeft(wrong);
        var records = records(calls);
        var silence =
                fates.stream().map(Scene.Fate::silence).max(Duration::compareTo).orElse(Duration.ZERO);
        fates.stream()
                .filter(fate -> fate.end() == Scene.End.LOST)
                .map(Scene.Fate::story)
                .limit(5)
                .forEach(wrong::add);
        var now = System.nanoTime();
        return new Tally(
                calls,
                count(fates, Scene.End.PERSON),
                (int) records.stream()
                        .filter(record -> !record.decidedBy().equals("router"))
                        .count(),
                told + count(fates, Scene.End.TOLD),
                count(fates, Scene.End.GONE),
                count(fates, Scene.End.LOST),
                silence,
                records.size(),
                channels,
                Duration.ofNanos(now - begun).minus(Stalls.without(begun, now)),
                List.copyOf(wrong));
    }

    private static int count(List<Scene.Fate> fates, Scene.End end) {
        return (int) fates.stream().filter(fate -> fate.end() == end).count();
    }

    /// Jobs end by themselves when they have handed everything over.
    private int channelsLeft(List<String> wrong) throws InterruptedException {
        try {
            await().atMost(SOON).until(() -> lab.asterisk().channels() == 0);
            return 0;
        } catch (ConditionTimeoutException left) {
            wrong.add("channels left: "
                    + lab.asterisk().cli("core show channels concise").replace('\n', ' '));
            return lab.asterisk().channels();
        }
    }

    private List<StoredCall> records(int calls) throws InterruptedException {
        lab.asterisk().job("outcome");
        try {
            await().atMost(SOON).until(() -> {
                if (lab.records().all().size() >= calls) {
                    return true;
                }
                lab.asterisk().job("outcome");
                return false;
            });
            lab.asterisk().awaitNoChannel(SOON);
        } catch (ConditionTimeoutException fewer) {
            return lab.records().all();
        }
        return lab.records().all();
    }

    /// One more caller, who listens to each word.
    private void hears(List<String> prompts, List<String> wrong) throws Exception {
        try (var caller = lab.peers().call(LINE)) {
            try {
                await().atMost(SOON)
                        .until(() -> TRANSCRIPT.names(caller.media()).containsAll(prompts));
            } catch (ConditionTimeoutException other) {
                wrong.add("heard " + TRANSCRIPT.names(caller.media()) + " and not " + prompts);
            }
            caller.hangUp();
            caller.await("200 BYE", SOON);
        }
    }

    @Override
    public void close() {
        var known = router;
        if (known != null) {
            known.close();
        }
    }
}
