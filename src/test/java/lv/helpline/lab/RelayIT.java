package lv.helpline.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import lv.helpline.webcall.RelayAccess;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the relay gives to whom, with the project's own configuration: to a call of ours a way to Asterisk, and nothing
/// else to anybody.
class RelayIT {

    private static final int YES = 0;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int OF_A_CALL = 20;

    @TempDir
    private Path home;

    private Relay relay;
    private String before = "";

    @BeforeEach
    void aRelay() throws IOException {
        relay = new Relay(home);
        before = relay.log();
    }

    @AfterEach
    void itWritesNothingDown() throws IOException {
        relay.close();
        assertThat(relay.log()).isEqualTo(before);
    }

    private TurnClient with(RelayAccess access) throws IOException {
        return new TurnClient(relay.address(), access.username(), access.credential());
    }

    private static RelayAccess ofACall(String name) {
        return RelayAccess.until(Instant.now(), Relay.SECRET, name);
    }

    @Test
    void a_call_reaches_asterisk_and_no_other_address() throws Exception {
        try (var call = with(ofACall("one"))) {
            assertThat(call.allocate(TurnClient.UDP)).isEqualTo(YES);
            assertThat(call.permit(InetAddress.ofLiteral("127.0.0.1"))).isEqualTo(YES);
            for (var other : List.of(
                    "127.0.0.2",
                    "127.0.0.4",
                    "127.255.255.254",
                    "0.0.0.0",
                    "10.0.0.1",
                    "100.64.0.1",
                    "169.254.169.254",
                    "172.16.0.1",
                    "192.168.1.1",
                    "203.0.113.10",
                    "198.51.100.7",
                    "224.0.0.1",
                    "255.255.255.255",
                    "9.9.9.9")) {
                assertThat(call.permit(InetAddress.ofLiteral(other))).as(other).isEqualTo(FORBIDDEN);
            }
        }
    }

    @Test
    void whoever_is_given_no_access_has_none() throws Exception {
        var now = Instant.now();
        var ours = ofACall("one");
        for (var forged : List.of(
                RelayAccess.until(now, "another", "one"),
                RelayAccess.until(now.minusSeconds(5 * 3600), Relay.SECRET, "lapsed"),
                new RelayAccess(now.getEpochSecond() + 900_000 + ":one", ours.credential()),
                new RelayAccess("one", ours.credential()),
                new RelayAccess(ours.username(), ""))) {
            try (var call = with(forged)) {
                assertThat(call.allocate(TurnClient.UDP)).as(forged.username()).isEqualTo(UNAUTHORIZED);
            }
        }
    }

    /// A browser takes one for each of its networks.
    @Test
    void one_call_takes_no_place_of_another() throws Exception {
        var many = ofACall("many");
        for (var place = 0; place < OF_A_CALL; place++) {
            assertThat(with(many).allocate(TurnClient.UDP)).isEqualTo(YES);
        }
        try (var more = with(many);
                var another = with(ofACall("another"))) {
            assertThat(more.allocate(TurnClient.UDP)).isEqualTo(486);
            assertThat(another.allocate(TurnClient.UDP)).isEqualTo(YES);
        }
    }

    /// Sound is UDP; a way for connections would reach other services.
    @ParameterizedTest
    @ValueSource(ints = {TurnClient.TCP, 1})
    void nothing_but_sound_is_relayed(int transport) throws Exception {
        try (var call = with(ofACall("one"))) {
            assertThat(call.allocate(transport)).isNotEqualTo(YES);
        }
    }
}
