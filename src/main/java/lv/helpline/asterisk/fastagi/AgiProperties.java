package lv.helpline.asterisk.fastagi;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// The limits of the FastAGI server.
///
/// @param address           the address to listen on; loopback unless Asterisk is on another host
/// @param port              the port to listen on; 0 takes a free one
/// @param allow             who may ask: address ranges in CIDR form, with commas between them
/// @param connections       how many connections are served at once, 1 to 10,000; one more takes the place of
///                          one that has not shown the secret, or is refused at once
/// @param handshakeDeadline how long a whole request may take to arrive, 10 ms to 1 min
/// @param commandDeadline   how long Asterisk may take to reply to one command, 10 ms to 1 min
/// @param drain             how long running scripts may take to finish when the router stops, 0 to 5 min
/// @param secret            what Asterisk shows with each request, its `AGI_SECRET`: 32 to 128 letters and
///                          digits; the unit reads `/etc/helpline/agi-secret`; without it no router starts,
///                          for every process of the host would be taken for Asterisk
/// @param secretBefore      the former secret, valid too while it is changed; empty for none
@ConfigurationProperties("helpline.agi")
public record AgiProperties(
        @DefaultValue("127.0.0.1") InetAddress address,
        @DefaultValue("4573") int port,
        @DefaultValue({"127.0.0.0/8", "::1/128"}) List<AddressRange> allow,
        @DefaultValue("200") int connections,
        @DefaultValue("1s") Duration handshakeDeadline,
        @DefaultValue("5s") Duration commandDeadline,
        @DefaultValue("10s") Duration drain,
        @DefaultValue("") String secret,
        @DefaultValue("") String secretBefore) {

    private static final Duration SHORTEST = Duration.ofMillis(10);
    private static final Duration LONGEST = Duration.ofMinutes(1);

    public AgiProperties {
        allow = List.copyOf(allow);
        check(port >= 0 && port <= 65_535, "port: 0 to 65535 is needed");
        check(!allow.isEmpty(), "allow: at least one address range is needed, such as 127.0.0.0/8");
        check(connections >= 1 && connections <= 10_000, "connections: 1 to 10000 is needed");
        check(within(handshakeDeadline, SHORTEST, LONGEST), "handshake-deadline: 10ms to 1m is needed");
        check(within(commandDeadline, SHORTEST, LONGEST), "command-deadline: 10ms to 1m is needed");
        check(
                secret.matches(SharedSecret.FORM),
                "secret: 32 to 128 letters and digits are needed, the same as AGI_SECRET in Asterisk's site.conf; "
                        + "`openssl rand -hex 32` makes one");
        check(
                secretBefore.isEmpty() || secretBefore.matches(SharedSecret.FORM),
                "secret-before: 32 to 128 letters and digits are needed, or nothing");
        check(within(drain, Duration.ZERO, Duration.ofMinutes(5)), "drain: 0s to 5m is needed");
    }

    SharedSecret sharedSecret() {
        return new SharedSecret(secret, secretBefore);
    }

    /// The same for a server that is asked by nobody but its own process.
    AgiProperties onLoopback() {
        return new AgiProperties(
                InetAddress.getLoopbackAddress(),
                0,
                List.of(AddressRange.valueOf("127.0.0.0/8"), AddressRange.valueOf("::1/128")),
                connections,
                handshakeDeadline,
                commandDeadline,
                drain,
                secret,
                secretBefore);
    }

    /// Without the secrets.
    @Override
    public String toString() {
        return "FastAGI at " + address.getHostAddress() + ":" + port;
    }

    private static boolean within(Duration value, Duration least, Duration most) {
        return value.compareTo(least) >= 0 && value.compareTo(most) <= 0;
    }

    private static void check(boolean right, String otherwise) {
        if (!right) {
            throw new IllegalArgumentException("helpline.agi." + otherwise);
        }
    }
}
