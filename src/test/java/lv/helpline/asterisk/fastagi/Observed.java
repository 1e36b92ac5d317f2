package lv.helpline.asterisk.fastagi;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import lv.helpline.roster.Language;
import lv.helpline.routing.CallPathObserver;
import lv.helpline.routing.Decision;

/// Remembers what the call path told.
public final class Observed implements CallPathObserver {

    public final List<Decision> decisions = new CopyOnWriteArrayList<>();
    public final BlockingQueue<Refusal> refusals = new LinkedBlockingQueue<>();
    public final List<Integer> spooled = new CopyOnWriteArrayList<>();
    public final List<Integer> stored = new CopyOnWriteArrayList<>();
    public final List<Integer> discarded = new CopyOnWriteArrayList<>();
    public final List<Set<Language>> greetings = new CopyOnWriteArrayList<>();

    @Override
    public void decided(Decision decision, Duration elapsed) {
        decisions.add(decision);
    }

    @Override
    public void refused(Refusal cause) {
        refusals.add(cause);
    }

    @Override
    public void spooled(int waiting) {
        spooled.add(waiting);
    }

    @Override
    public void stored(int records) {
        stored.add(records);
    }

    @Override
    public void discarded(int entries) {
        discarded.add(entries);
    }

    @Override
    public void greetings(Set<Language> synthetic) {
        greetings.add(synthetic);
    }

    /// Waits for the next refusal, which has to be the only one that waits.
    public void assertRefused(Refusal cause) throws InterruptedException {
        assertThat(refusals.poll(20, TimeUnit.SECONDS)).isEqualTo(cause);
        assertThat(refusals).isEmpty();
    }
}
