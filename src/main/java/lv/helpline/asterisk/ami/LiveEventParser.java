package lv.helpline.asterisk.ami;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import lv.helpline.roster.ConsultantId;
import lv.helpline.wallboard.CallEvent;
import lv.helpline.wallboard.CallEvent.Leg;

/// What `[sub-live]` of the dialplan tells: `v1|<word>|<call>|<line>|<consultant>|<since>|<now>|end`.
///
/// Asterisk's clock only measures how long something has been so: the instant is that of the router's clock.
final class LiveEventParser {

    static final String EVENT = "helpline";
    static final String HEADER = "Live";
    static final String VERSION = "v1";
    static final String END = "end";

    static final String WAITING = "waiting";
    static final String RINGING = "ringing";
    static final String TALKING = "talking";
    static final String OVER = "over";
    static final String RETELLING = "retelling";
    static final String RETOLD = "retold";

    /// Of whoever is nobody in the roster: the site's last number.
    private static final String LAST_RESORT = "0";

    private LiveEventParser() {}

    /// Empty for what makes no sense.
    static Optional<CallEvent> parse(String text, Instant now) {
        var fields = text.split("\\|", -1);
        if (fields.length != 8 || !fields[0].equals(VERSION) || !fields[7].equals(END)) {
            return Optional.empty();
        }
        try {
            return event(fields, now);
        } catch (IllegalArgumentException nonsense) {
            return Optional.empty();
        }
    }

    private static Optional<CallEvent> event(String[] fields, Instant now) {
        var word = fields[1];
        if (word.equals(RETELLING)) {
            return Optional.of(new CallEvent.Retelling());
        }
        if (word.equals(RETOLD)) {
            return Optional.of(new CallEvent.Retold());
        }
        var call = UUID.fromString(fields[2]);
        var line = fields[3];
        var since = now.minusSeconds(Math.max(0, Long.parseLong(fields[6]) - Long.parseLong(fields[5])));
        if (fields[4].isEmpty()) {
            return switch (word) {
                case WAITING -> Optional.of(new CallEvent.Waiting(call, line, since));
                case OVER -> Optional.of(new CallEvent.CallOver(call, now));
                default -> Optional.empty();
            };
        }
        var leg = new Leg(call, consultant(fields[4]));
        return switch (word) {
            case RINGING -> Optional.of(new CallEvent.Ringing(leg, line, since));
            case TALKING -> Optional.of(new CallEvent.Talking(leg, line, since));
            case OVER -> Optional.of(new CallEvent.LegOver(leg, now));
            default -> Optional.empty();
        };
    }

    private static Optional<ConsultantId> consultant(String text) {
        return text.equals(LAST_RESORT) ? Optional.empty() : Optional.of(new ConsultantId(Integer.parseInt(text)));
    }
}
