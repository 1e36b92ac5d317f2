package lv.helpline.asterisk.scripts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.net.ServerSocketFactory;
import lv.helpline.asterisk.fastagi.AgiServer;
import lv.helpline.asterisk.fastagi.Peer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// A caller's number in every place that Asterisk could put it: none of it is in any line of any logger at any level.
class AgiPrivacyTest {

    private static final String CALLER = "29123456";

    private final RunningScripts router = new RunningScripts("2026-11-24T10:00", Given.snapshot("a", Given.LATGALE));
    private final FakeAsterisk asterisk = new FakeAsterisk();
    private final Logs logs = new Logs();

    @AfterEach
    void stop() {
        router.close();
        logs.close();
    }

    @Test
    void nothingOfARequestIsLogged() {
        router.decider = (snapshot, routingRequest, at) -> {
            assertThat(routingRequest.toString()).contains(CALLER);
            return Given.ringingMany(Given.LATGALE, 1);
        };
        assertThat(asterisk.ask(router.port(), "route", CALLER, CALLER, CALLER)).isNotNull();
        router.decider = (snapshot, routingRequest, at) -> {
            throw new IllegalStateException(CALLER, new NumberFormatException(CALLER));
        };
        assertThat(asterisk.ask(router.port(), "route", CALLER, CALLER, CALLER)).isNull();

        sendAndHangUp(everywhere(Peer.request("route", CALLER)));
        sendAndHangUp(everywhere(Peer.request(CALLER)));
        sendAndHangUp(everywhere(Peer.request("route?caller=" + CALLER)));
        sendAndHangUp(List.of("agi_network: " + CALLER, ""));
        sendAndHangUp(List.of(CALLER));
        sendAndHangUp(List.of("agi_callerid: " + CALLER.repeat(200)));
        sendAndHangUp(List.of(("agi_callerid: " + CALLER + "\n").repeat(70)));

        reply("510 Invalid or unknown command " + CALLER);
        reply("520-Invalid command syntax. " + CALLER + "\n520 End of proper usage.");
        reply("511 Command Not Permitted " + CALLER);
        reply("200 result=" + CALLER + " (" + CALLER + ")");
        reply(CALLER);

        router.close();
        assertThat(logs.everything())
                .contains("Stopped listening")
                .doesNotContain(CALLER)
                .doesNotContain(Given.SECRET);
        assertThat(router.observed.refusals).hasSizeGreaterThan(6);
    }

    /// Of a request only what scripts need gets as far as Asterisk-Java, whose objects print callers.
    @Test
    void theCallerDoesNotReachTheRequestThatScriptsSee() throws Exception {
        var seen = new ArrayList<String>();
        var server = new AgiServer(
                Given.limits().properties(),
                Map.of(
                        "look",
                        (request, channel) -> seen.add(request.getRequest().toString() + request + channel.getName())),
                router.observed,
                ServerSocketFactory.getDefault(),
                List::of);
        server.start();
        try (var peer = new Peer(server.port())) {
            assertThat(peer.send(everywhere(Peer.request("look", "one"))).read())
                    .isNull();
        }
        server.stop();
        assertThat(seen)
                .singleElement()
                .asString()
                .contains("look", "one")
                .doesNotContain(CALLER)
                .doesNotContain(Given.SECRET);
    }

    private static List<String> everywhere(List<String> request) {
        var lines = new ArrayList<String>();
        for (var line : request) {
            var value = line.indexOf(": ");
            var kept = line.isEmpty() || line.startsWith("agi_network") || line.startsWith("agi_arg");
            lines.add(kept ? line : line.substring(0, value) + ": " + CALLER);
        }
        return lines;
    }

    private void sendAndHangUp(List<String> lines) {
        try (var peer = new Peer(router.port())) {
            peer.send(lines);
            peer.socket.shutdownOutput();
            for (var command = peer.read(); command != null; command = peer.read()) {
                assertThat(command).isNotEmpty();
            }
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    private void reply(String reply) {
        try (var peer = new Peer(router.port())) {
            peer.send(everywhere(Peer.request("outcome")));
            assertThat(peer.read()).isNotNull();
            peer.send(reply + "\n");
            peer.socket.shutdownOutput();
            for (var command = peer.read(); command != null; command = peer.read()) {
                assertThat(command).isNotEmpty();
            }
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }
}
