package lv.helpline.webcall;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import lv.helpline.webcall.BrowserPhones.Way;
import org.jspecify.annotations.Nullable;

/// One person's page that takes calls.
///
/// Whether it is there is known by its answers to what it is asked each second: a page that was put to sleep keeps its
/// connection and does not answer.
public final class BrowserPhone {

    /// For which a page may say nothing before their phone rings instead.
    public static final Duration SILENT = Duration.ofSeconds(5);

    /// What Asterisk is told then. It takes that answer for the page's being out of reach, whether it rang or not.
    static final String GONE = "410 Gone";

    private static final int GONE_STATUS = 410;

    /// As the page calls itself.
    private static final String PAGE = "sip:page@helpline.invalid";

    /// In which a page that is there has said that it rings.
    private static final Duration RINGS_WITHIN = Duration.ofSeconds(3);

    /// In which both sides say the last words of a call, a page that wakes up too.
    private static final Duration LAST_WORDS = Duration.ofMinutes(2);

    /// The longest call, and some minutes.
    private static final Duration LONGEST_CALL = Duration.ofHours(4).plusMinutes(10);

    /// After which nobody comes back.
    private static final Duration FORGOTTEN = Duration.ofHours(12);

    /// To which a browser answers with one line end (RFC 5626, section 4.4.1).
    private static final String ARE_YOU_THERE = "\r\n\r\n";

    private static final int MOST_UNANSWERED = 20;

    private static final Set<String> METHODS = Set.of("ACK", "BYE", "UPDATE");

    /// A refusal in so many words: declined, engaged, and the answer to being called off. Whatever else a browser ends
    /// with, such as having no microphone, is none of the person's doing.
    private static final Set<Integer> REFUSALS = Set.of(486, 487, 603);

    /// What a page has not heard of, for it was away.
    ///
    /// @param times for how many calls Asterisk was told to ring their phone instead
    /// @param last  when the last of them came; nothing for none
    public record Away(int times, @Nullable Instant last) {
        static final Away NEVER = new Away(0, null);
    }

    private final boolean onlyRelayed;
    private final MessageRate messageRate = new MessageRate();
    private final Map<String, Call> calls = new LinkedHashMap<>();
    private @Nullable Way page;
    private Instant heard = Instant.EPOCH;
    private Away away = Away.NEVER;

    BrowserPhone(boolean onlyRelayed) {
        this.onlyRelayed = onlyRelayed;
    }

    /// One call of Asterisk's to the page.
    private static final class Call {

        private final SipText invite;
        private final Way asterisk;
        private final Instant since;

        /// Requests of Asterisk's that the page has not answered, by their CSeq. What is written to a connection
        /// that is being cut is lost without an error.
        private final Map<String, String> unanswered = new LinkedHashMap<>();

        private boolean rings;
        private boolean answered;
        private boolean givenUp;
        private @Nullable Instant over;

        Call(SipText invite, Way asterisk, Instant since) {
            this.invite = invite;
            this.asterisk = asterisk;
            this.since = since;
        }

        /// Whether it is a request to whom Asterisk called, and not to the page as it named itself in its answer.
        boolean isCalledIn(SipText request) {
            return !request.isResponse() && addressee(request).equals(addressee(invite));
        }

        private static String addressee(SipText request) {
            return request.start().split(" ", -1)[1];
        }

        boolean isOpen() {
            return !answered && over == null;
        }

        boolean isLate(Instant now) {
            return !rings && !now.isBefore(since.plus(RINGS_WITHIN));
        }

        boolean isForgotten(Instant now) {
            return !now.isBefore(since.plus(LONGEST_CALL)) || (over != null && !now.isBefore(over.plus(LAST_WORDS)));
        }
    }

    synchronized void comes(Way comes, Instant now) {
        page = comes;
        heard = now;
        calls.values().forEach(call -> call.unanswered.values().forEach(comes::send));
    }

    synchronized void goes(Way gone, Instant now) {
        if (isOn(gone)) {
            page = null;
        }
    }

    @SuppressWarnings("ReferenceEquality")
    synchronized boolean isOn(Way on) {
        return page == on;
    }

    /// It is told once.
    synchronized Away tellAway() {
        var told = away;
        away = Away.NEVER;
        return told;
    }

    synchronized boolean knows(String id) {
        return calls.containsKey(id);
    }

    /// Whether nobody will come back to it.
    synchronized boolean isForgotten(Instant now) {
        return page == null && calls.isEmpty() && !now.isBefore(heard.plus(FORGOTTEN));
    }

    private boolean isThere(Instant now) {
        return page != null && now.isBefore(heard.plus(SILENT));
    }

    /// Whether the page rings for it now.
    synchronized boolean rings(String id, SipText message, String text, Way asterisk, Instant now) {
        if (!isThere(now)) {
            phoneInstead(now);
            return false;
        }
        var call = new Call(message, asterisk, now);
        calls.put(id, call);
        toPage(call, message, forPage(call, message, text));
        return true;
    }

    private void phoneInstead(Instant now) {
        away = new Away(away.times() + 1, now);
    }

    /// A request that names whom Asterisk calls, such as the one that calls it off, names the page instead: a browser
    /// takes no other for its own.
    private static String forPage(Call call, SipText message, String text) {
        return call.isCalledIn(message)
                ? message.method() + " " + PAGE + " SIP/2.0"
                        + text.substring(message.start().length())
                : text;
    }

    private void toPage(Call call, SipText message, String text) {
        if (!message.isResponse() && !message.method().equals("ACK") && call.unanswered.size() < MOST_UNANSWERED) {
            call.unanswered.put(message.header("CSeq").orElse(""), text);
        }
        if (page != null) {
            page.send(text);
        }
    }

    synchronized void fromAsterisk(String id, SipText message, String text, Instant now) {
        var call = calls.get(id);
        if (call == null) {
            return;
        }
        if (message.isResponse() && message.method().equals("BYE")) {
            call.over = now;
        }
        toPage(call, message, forPage(call, message, text));
    }

    synchronized void fromPage(String text, Instant now) {
        heard = now;
        if (messageRate.isTooFast(now)) {
            throw new RefusedMessage("it is one too many");
        }
        if (text.isBlank()) {
            return;
        }
        var message = SipText.parse(text);
        if (!message.isResponse() && !METHODS.contains(message.method())) {
            throw new RefusedMessage("its method is no part of a call that is taken");
        }
        var call = calls.get(message.header("Call-ID").orElse(""));
        if (call == null) {
            return;
        }
        if (message.isResponse()) {
            call.unanswered.remove(message.header("CSeq").orElse(""));
            answers(call, message, now);
        } else {
            call.asterisk.send(passed(message));
        }
    }

    private void answers(Call call, SipText message, Instant now) {
        if (call.givenUp) {
            return;
        }
        var passed = message;
        if (message.method().equals("INVITE")) {
            call.rings |= message.status() > 100;
            call.answered |= message.status() / 100 == 2;
            if (message.status() >= 300 && !call.answered) {
                call.over = now;
                passed = REFUSALS.contains(message.status()) ? message : message.startingWith("SIP/2.0 " + GONE);
            }
        } else if (message.method().equals("BYE")) {
            call.over = now;
        }
        call.asterisk.send(passed(passed));
    }

    private String passed(SipText message) {
        return message.withCandidates(onlyRelayed).text();
    }

    /// Tells Asterisk of each call that is not answered that the page is not there.
    synchronized void giveUp(Instant now) {
        calls.values().stream().filter(Call::isOpen).forEach(call -> giveUp(call, now));
    }

    /// The page, which may only be late, is told that it need not ring any more.
    private void giveUp(Call call, Instant now) {
        call.over = now;
        call.givenUp = true;
        call.unanswered.clear();
        call.asterisk.send(call.invite.answered(GONE));
        toPage(call, call.invite, call.invite.cancelled(PAGE, GONE_STATUS));
        phoneInstead(now);
    }

    synchronized void look(Instant now) {
        if (page != null) {
            page.send(ARE_YOU_THERE);
        }
        var isSilent = !now.isBefore(heard.plus(SILENT));
        calls.values().stream()
                .filter(call -> call.isOpen() && (isSilent || call.isLate(now)))
                .forEach(call -> giveUp(call, now));
        calls.values().removeIf(call -> call.isForgotten(now));
    }
}
