package lv.helpline.webcall;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import lv.helpline.roster.Language;

/// All tickets, and the calls that are made with them. In memory alone, and of nobody: whoever shows a ticket is
/// whoever it was issued to.
///
/// A lock guards it, so that of many who use one ticket at the same moment one has the call.
public final class WebCalls {

    /// How many may be issued and not used. Each is some hundred bytes; more than one caller needs in two minutes is
    /// somebody's mischief, and the numbers of the telephone are there.
    private static final int MOST_TICKETS = 1_000;

    /// In which Asterisk and browser say the last words of a call.
    private static final Duration LAST_WORDS = Duration.ofSeconds(5);

    private final Map<String, WebCall> calls = new LinkedHashMap<>();
    private final Supplier<String> tickets;
    private final int atOnce;
    private final boolean onlyRelayed;

    /// @param tickets     makes random texts of letters and digits that nobody guesses
    /// @param atOnce      calls at the same time
    /// @param onlyRelayed whether sound goes through a relay alone
    public WebCalls(Supplier<String> tickets, int atOnce, boolean onlyRelayed) {
        this.tickets = tickets;
        this.atOnce = atOnce;
        this.onlyRelayed = onlyRelayed;
    }

    /// A ticket for one call; empty while there are too many.
    ///
    /// @param line 8 digits
    public Optional<String> issue(String line, Language language, Instant now) {
        return issue(line + "-" + language.code(), now);
    }

    /// A ticket for a call that tries a browser's sound: it is of no line, and nobody is rung.
    public Optional<String> issueTest(Instant now) {
        return issue("test", now);
    }

    private synchronized Optional<String> issue(String extension, Instant now) {
        forget(now);
        var going = calls.values().stream().filter(WebCall::hasBegun).count();
        if (going >= atOnce || calls.size() - going >= MOST_TICKETS) {
            return Optional.empty();
        }
        var ticket = tickets.get();
        calls.put(ticket, new WebCall(ticket, extension, onlyRelayed, now));
        return Optional.of(ticket);
    }

    /// The call of a ticket, whether it has begun or not; empty for a ticket that was never issued, has lapsed unused,
    /// or whose call is over.
    public synchronized Optional<WebCall> find(String ticket, Instant now) {
        forget(now);
        return Optional.ofNullable(calls.get(ticket));
    }

    /// Whether it has begun, or may still begin.
    public synchronized boolean knows(WebCall call, Instant now) {
        forget(now);
        return calls.containsValue(call);
    }

    /// A browser has not come back: its call is over for us. Asterisk ends it by itself when no sound comes.
    public synchronized void giveUp(WebCall call) {
        calls.remove(call.ticket());
    }

    private void forget(Instant now) {
        calls.values()
                .removeIf(call -> call.hasLapsed(now)
                        || Optional.ofNullable(call.over())
                                .filter(over -> !now.isBefore(over.plus(LAST_WORDS)))
                                .isPresent());
    }
}
