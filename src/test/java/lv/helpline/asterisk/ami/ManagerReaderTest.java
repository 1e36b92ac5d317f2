package lv.helpline.asterisk.ami;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import lv.helpline.wallboard.Calls;
import lv.helpline.wallboard.LiveCalls;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Against a manager that a test plays.
class ManagerReaderTest {

    private static final Duration SOON = Duration.ofSeconds(10);
    private static final Instant NOW = Instant.parse("2026-11-24T08:00:00Z");
    private static final UUID CALL = UUID.fromString("3e240345-8b4a-4bf8-87aa-de9bc06f0cea");
    private static final String WAITING = "v1|waiting|" + CALL + "|25723222||1764000000|1764000000|end";

    private final ServerSocket door = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final ManagerReader reader = new ManagerReader(
            new AmiProperties(InetAddress.getLoopbackAddress(), door.getLocalPort(), "helpline", "s3cret"),
            Clock.fixed(NOW, ZoneOffset.UTC),
            new RefusedPhones(registry, Clock.fixed(NOW, ZoneOffset.UTC)),
            Duration.ofMillis(10));
    private final AtomicInteger changes = new AtomicInteger();

    ManagerReaderTest() throws IOException {}

    @BeforeEach
    void start() {
        reader.onChange(changes::incrementAndGet);
        reader.start();
    }

    @AfterEach
    void stop() throws IOException {
        reader.stop();
        door.close();
    }

    @Test
    void says_who_reads_and_knows_nothing_yet() throws Exception {
        try (var manager = accept()) {
            assertThat(manager.hear()).isEqualTo("Action: Login");
            assertThat(manager.hear()).isEqualTo("Username: helpline");
            assertThat(manager.hear()).isEqualTo("Secret: s3cret");
            assertThat(manager.hear()).isEmpty();
            assertThat(reader.current()).isEqualTo(LiveCalls.LOST);
            manager.say("Response: Success\r\nMessage: Authentication accepted\r\n\r\n");
            awaitLive(new LiveCalls(LiveCalls.Link.THERE, Calls.UNKNOWN));
        }
    }

    @Test
    void hears_the_dialplan_and_drops_all_else_that_the_manager_says() throws Exception {
        try (var manager = accept()) {
            manager.letIn();
            manager.say("Event: UserEvent\r\nChannel: PJSIP/trunk-00000001\r\nCallerIDNum: 0\r\nUserEvent: helpline\r\n"
                    + "Live: " + WAITING + "\r\n\r\n");
            await().atMost(SOON).until(() -> reader.current().calls().waiting().containsKey(CALL));
            assertThat(reader.current().calls().waiting().get(CALL)).isEqualTo(new Calls.Caller("25723222", NOW));
            var before = changes.get();
            manager.say("Event: Newchannel\r\nCallerIDNum: 29876541\r\nLive nonsense\r\nLive: v9|?\r\n\r\n");
            manager.say("Live: v1|over|" + CALL + "|25723222||1764000000|1764000000|end\r\n\r\n");
            await().atMost(SOON).until(() -> reader.current().calls().waiting().isEmpty());
            assertThat(changes.get()).isEqualTo(before + 1);
        }
    }

    @Test
    void knows_nothing_any_more_when_the_connection_is_lost_and_connects_again() throws Exception {
        try (var manager = accept()) {
            manager.letIn();
            manager.say("Live: " + WAITING + "\r\n");
            await().atMost(SOON).until(() -> !reader.current().calls().waiting().isEmpty());
        }
        awaitLive(LiveCalls.LOST);
        try (var manager = accept()) {
            manager.letIn();
            awaitLive(new LiveCalls(LiveCalls.Link.THERE, Calls.UNKNOWN));
        }
    }

    @Test
    void is_lost_while_it_is_not_let_in() throws Exception {
        try (var manager = accept()) {
            manager.say("Response: Error\r\nMessage: Authentication failed\r\n\r\n");
            manager.hearTheEnd();
        }
        assertThat(reader.current()).isEqualTo(LiveCalls.LOST);
    }

    /// As a stranger may write them: of any length, and with lines of ours in them.
    @Test
    void counts_refused_phones_and_believes_nothing_that_is_said_of_them() throws Exception {
        try (var manager = accept()) {
            manager.letIn();
            for (var times = 1; times <= 3; times++) {
                manager.say("Event: ChallengeResponseFailed\r\nService: PJSIP\r\nAccountID: <unknown>\r\nSessionID: "
                        + "x".repeat(5_000) + "\r\nLive: " + WAITING + "\r\n\r\n");
            }
            manager.say("Event: UserEvent\r\nUserEvent: helpline\r\nLive: v1|retelling|||||1764000000|end\r\n\r\n");
            await().atMost(SOON).until(() -> refused() == 3);
            assertThat(reader.current().calls().waiting()).isEmpty();
            assertThat(reader.current().link()).isEqualTo(LiveCalls.Link.THERE);
        }
    }

    private double refused() {
        return registry.get("helpline.security.events")
                .tag("event", "phone")
                .tag("result", "wrong")
                .counter()
                .count();
    }

    @Test
    void is_lost_to_a_manager_that_floods_it() throws Exception {
        try (var manager = accept()) {
            manager.letIn();
            awaitLive(new LiveCalls(LiveCalls.Link.THERE, Calls.UNKNOWN));
            manager.say("x".repeat(300_000));
            awaitLive(LiveCalls.LOST);
        }
    }

    @Test
    void looks_on_this_machine_only_and_names_no_secret() {
        assertThatThrownBy(() -> new AmiProperties(InetAddress.getByName("192.0.2.1"), 5038, "helpline", ""))
                .hasMessageContaining("helpline.ami.address");
        assertThatThrownBy(() -> new AmiProperties(InetAddress.getLoopbackAddress(), 5038, "a\r\nAction: x", ""))
                .hasMessageContaining("helpline.ami.user");
        assertThatThrownBy(() -> new AmiProperties(InetAddress.getLoopbackAddress(), 5038, "helpline", "a\r\nb"))
                .hasMessageContaining("helpline.ami.secret");
        assertThat(new AmiProperties(InetAddress.getLoopbackAddress(), 5038, "helpline", "s3cret").toString())
                .doesNotContain("s3cret");
    }

    private void awaitLive(LiveCalls expected) {
        await().atMost(SOON).until(() -> reader.current().equals(expected));
    }

    private Manager accept() throws IOException {
        var manager = new Manager(door.accept());
        manager.say("Asterisk Call Manager/11.0.0\r\n");
        return manager;
    }

    private record Manager(Socket socket, BufferedReader in) implements AutoCloseable {

        Manager(Socket socket) throws IOException {
            this(socket, new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8)));
            socket.setSoTimeout((int) SOON.toMillis());
        }

        void say(String text) throws IOException {
            socket.getOutputStream().write(text.getBytes(UTF_8));
        }

        String hear() throws IOException {
            return in.readLine();
        }

        void letIn() throws IOException {
            while (!hear().isEmpty()) {
                // The login's lines, up to the empty one.
            }
            say("Response: Success\r\n\r\n");
        }

        void hearTheEnd() throws IOException {
            while (hear() != null) {
                // Until the reader hangs up.
            }
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
