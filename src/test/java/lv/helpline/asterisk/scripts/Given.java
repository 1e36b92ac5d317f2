package lv.helpline.asterisk.scripts;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import lv.helpline.asterisk.fastagi.AddressRange;
import lv.helpline.asterisk.fastagi.AgiProperties;
import lv.helpline.roster.ConsultantId;
import lv.helpline.roster.Contact;
import lv.helpline.roster.Language;
import lv.helpline.roster.Line;
import lv.helpline.roster.LineId;
import lv.helpline.roster.Region;
import lv.helpline.roster.Roster;
import lv.helpline.roster.RosterData;
import lv.helpline.roster.Strategy;
import lv.helpline.routing.Alternative;
import lv.helpline.routing.Decision;
import lv.helpline.routing.Reason;
import lv.helpline.routing.RecentActivity;
import lv.helpline.routing.RingPlan;
import lv.helpline.routing.Rule;
import lv.helpline.routing.Snapshot;
import lv.helpline.routing.Step;
import lv.helpline.routing.Target;

/// What the tests of this package speak of.
public final class Given {

    static final String CALL = "6f1c2c3e-0a7b-4d2e-9c55-0d6a3f0f7a11";
    public static final String SECRET = "0123456789abcdef0123456789abcdef";
    public static final String SECRET_BEFORE = "fedcba9876543210fedcba9876543210";
    static final Line LATGALE = line("latgale", "25723222", Region.LATGALE);
    static final Line RIGA = line("riga-trust", "28612120", Region.RIGA);

    private Given() {}

    static Line line(String id, String number, Region region) {
        return line(id, number, region, Language.LATVIAN);
    }

    static Line speaking(Line line, Language... languages) {
        return line(line.id().value(), line.number(), line.region(), languages);
    }

    private static Line line(String id, String number, Region region, Language... languages) {
        return new Line(
                new LineId(id),
                number,
                id,
                region,
                List.of(languages),
                List.of(),
                true,
                new Strategy.OneByOne(),
                Duration.ofSeconds(20),
                Duration.ofSeconds(120),
                Duration.ofSeconds(30),
                Duration.ofMinutes(15),
                region == Region.RIGA);
    }

    static Snapshot snapshot(String version, Line... lines) {
        var data = new RosterData(
                List.of(lines), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of());
        return new Snapshot(version, Instant.EPOCH, new Roster(data, date -> Optional.empty()), RecentActivity.NONE);
    }

    public static Instant riga(String local) {
        return LocalDateTime.parse(local).atZone(Roster.ZONE).toInstant();
    }

    static Target mobile(int consultant, String e164) {
        return new Target(new ConsultantId(consultant), new Contact.Mobile(e164));
    }

    static Target phone(int consultant, String endpoint) {
        return new Target(new ConsultantId(consultant), new Contact.SipPhone(endpoint));
    }

    static Step step(int seconds, Target... targets) {
        return new Step(Rule.ON_DUTY, List.of(targets), Duration.ofSeconds(seconds));
    }

    static List<Reason> because(Rule... rules) {
        var reasons = new ArrayList<Reason>();
        for (var rule : rules) {
            reasons.add(new Reason(rule, List.of()));
        }
        return reasons;
    }

    static Decision ringing(Line line, Step... steps) {
        return new Decision.Ring(
                line,
                Language.LATVIAN,
                new RingPlan(List.of(steps)),
                new Alternative.Nowhere(),
                because(Rule.OPENING_HOURS, Rule.ON_DUTY, Rule.ONE_BY_ONE));
    }

    static Decision ringingMany(Line line, int phones) {
        return ringing(
                line,
                IntStream.rangeClosed(1, phones)
                        .mapToObj(id -> step(20, mobile(id, "+37126000000")))
                        .toArray(Step[]::new));
    }

    public static Limits limits() {
        return new Limits(50, Duration.ofSeconds(10), Duration.ofSeconds(10), Duration.ofSeconds(10), "127.0.0.0/8");
    }

    /// Limits of a server on a free port, generous unless a test says otherwise.
    public record Limits(int connections, Duration handshake, Duration command, Duration drain, String allow) {

        public Limits connections(int most) {
            return new Limits(most, handshake, command, drain, allow);
        }

        public Limits handshake(Duration within) {
            return new Limits(connections, within, command, drain, allow);
        }

        public Limits command(Duration within) {
            return new Limits(connections, handshake, within, drain, allow);
        }

        public Limits drain(Duration within) {
            return new Limits(connections, handshake, command, within, allow);
        }

        public Limits allow(String range) {
            return new Limits(connections, handshake, command, drain, range);
        }

        public AgiProperties properties() {
            return new AgiProperties(
                    InetAddress.getLoopbackAddress(),
                    0,
                    List.of(AddressRange.valueOf(allow)),
                    connections,
                    handshake,
                    command,
                    drain,
                    SECRET,
                    SECRET_BEFORE);
        }
    }
}
