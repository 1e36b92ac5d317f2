package lv.helpline.webcall;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import lv.helpline.roster.ConsultantId;

/// The pages on which consultants take calls, and the calls that ring there: what Asterisk says goes to the page of the
/// person whom it calls, and what that page says of those calls goes back. In memory alone.
///
/// Whoever has no page open that answers is said so to Asterisk, which rings their phone then.
public final class BrowserPhones {

    /// To send a SIP message, whole. It does not block, and one that cannot be sent is lost.
    @FunctionalInterface
    public interface Way {
        void send(String message);
    }

    /// A consultant, a line, a language and seconds, as Asterisk calls a page.
    private static final Pattern CALLED =
            Pattern.compile("INVITE sip:([1-9][0-9]{0,4})-[0-9]{8}-[a-z]{2}-[0-9]{1,6}@[0-9.:]+(;[^ ]*)? SIP/2\\.0");

    private final Map<ConsultantId, BrowserPhone> phones = new ConcurrentHashMap<>();
    private final Map<String, BrowserPhone> calls = new ConcurrentHashMap<>();
    private final boolean onlyRelayed;

    /// @param onlyRelayed whether sound goes through a relay alone
    public BrowserPhones(boolean onlyRelayed) {
        this.onlyRelayed = onlyRelayed;
    }

    /// A page of theirs has come; an earlier one of theirs is not theirs any more.
    public void comes(ConsultantId who, Way page, Instant now) {
        phones.computeIfAbsent(who, _ -> new BrowserPhone(onlyRelayed)).comes(page, now);
    }

    /// That page's connection is cut. It may come back.
    public void goes(ConsultantId who, Way page, Instant now) {
        find(who).ifPresent(phone -> phone.goes(page, now));
    }

    /// They take no calls on a page any more.
    public void ends(ConsultantId who, Way page, Instant now) {
        find(who).filter(phone -> phone.isOn(page)).ifPresent(phone -> {
            phone.goes(page, now);
            phone.giveUp(now);
            phones.remove(who, phone);
        });
    }

    /// What their page has not heard of while it was away. It is told once.
    public BrowserPhone.Away tellAway(ConsultantId who) {
        return find(who).map(BrowserPhone::tellAway).orElse(BrowserPhone.Away.NEVER);
    }

    private Optional<BrowserPhone> find(ConsultantId who) {
        return Optional.ofNullable(phones.get(who));
    }

    /// @throws RefusedMessage for what is no part of a call of theirs
    public void fromPage(ConsultantId who, String text, Instant now) {
        find(who).ifPresent(phone -> phone.fromPage(text, now));
    }

    /// A message of Asterisk's, and the way back to it.
    public void fromAsterisk(String text, Way asterisk, Instant now) {
        var end = text.indexOf("\r\n\r\n");
        var message = SipText.parse(end < 0 ? text : text.substring(0, end + 4));
        var id = message.header("Call-ID").orElseThrow(() -> new RefusedMessage("it has not one Call-ID"));
        if (!message.isResponse() && message.method().equals("OPTIONS")) {
            asterisk.send(message.answered("200 OK"));
        } else if (!message.isResponse() && message.method().equals("INVITE") && !message.isWithinACall()) {
            begin(message, id, text, asterisk, now);
        } else {
            var phone = calls.get(id);
            if (phone != null) {
                phone.fromAsterisk(id, message, text, now);
            } else if (!message.isResponse() && !message.method().equals("ACK")) {
                asterisk.send(message.answered("481 No such call"));
            }
        }
    }

    private void begin(SipText message, String id, String text, Way asterisk, Instant now) {
        var phone = called(message).flatMap(this::find);
        if (phone.isEmpty() || !phone.get().rings(id, message, text, asterisk, now)) {
            asterisk.send(message.answered(BrowserPhone.GONE));
            return;
        }
        calls.put(id, phone.get());
    }

    private static Optional<ConsultantId> called(SipText message) {
        var called = CALLED.matcher(message.start());
        return called.matches() ? Optional.of(new ConsultantId(Integer.parseInt(called.group(1)))) : Optional.empty();
    }

    /// Asks each page whether it is there, says to Asterisk which are not, and forgets calls that are over. To
    /// be called once a second or oftener.
    public void look(Instant now) {
        phones.values().forEach(phone -> phone.look(now));
        phones.values().removeIf(phone -> phone.isForgotten(now));
        calls.entrySet().removeIf(call -> !call.getValue().knows(call.getKey()));
    }
}
