package lv.helpline.telephony;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import lv.helpline.audit.Author;
import lv.helpline.callout.TestCalls;
import lv.helpline.lab.HelplineProcess;
import lv.helpline.lab.SipPeer;
import lv.helpline.roster.ConsultantId;
import lv.helpline.roster.WhichPhone;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Router and pages as they are installed, each in a process of its own: whatever becomes of the pages, the router
/// decides calls, has its own people phoned, and answers the duty line. In the real time, around the clock, with Laura
/// on duty for Latgale.
class PagesFaultsIT extends OnTheDutyLine {

    /// Java's exit code where [an installation's options](ops/systemd/helpline-pages.service) end it for want of
    /// memory.
    private static final int OUT_OF_MEMORY = 3;

    /// More forms than fit into [#TOO_LITTLE].
    private static final int FORMS = 1_000;

    private static final String TOO_LITTLE = "-Xmx128m";

    /// Alone, for all tests, whatever the hour.
    private static @Nullable HelplineProcess router;

    /// The records that were looked at, by call id.
    private final Set<String> known = new HashSet<>();

    @BeforeEach
    void the_router_is_alone() throws Exception {
        lauraIsOnDutyAroundTheClock();
        var alone = router;
        if (alone == null) {
            alone = lab.routers()
                    .startAnother(
                            "router-alone",
                            "-Dhelpline.on-call.decent-from=00:00",
                            "-Dhelpline.on-call.decent-until=23:59");
            router = alone;
        }
        lab.routers().use(alone.address(), "");
    }

    @AfterAll
    static void stop_the_router() {
        if (router != null) {
            router.close();
            router = null;
        }
    }

    @Test
    void frozen_or_killed_pages_change_no_call() throws Exception {
        try (var pages = lab.routers().startPages("pages-alone")) {
            areThere(pages);
            pages.stall();
            assertThatThrownBy(() -> statusOfPublic(pages, Duration.ofSeconds(3)))
                    .isInstanceOf(HttpTimeoutException.class);
            isTaken();
            isPhoned();
            isAnsweredOnTheDutyLine();
            pages.kill();
            isTaken();
        }
    }

    /// Each form takes the memory of what it says it brings, and as long as it is waited for.
    @Test
    void pages_that_run_out_of_memory_change_no_call() throws Exception {
        try (var pages = lab.routers().startPages("pages-that-fill", TOO_LITTLE)) {
            areThere(pages);
            var laura = lab.peers().answering("laura", RINGING);
            var caller = lab.peers().call("+371" + LATGALE);
            laura.take(caller);
            fill(pages);
            assertThat(pages.process().exitValue()).isEqualTo(OUT_OF_MEMORY);
            assertThat(Files.readString(lab.home().resolve("pages-that-fill/log")))
                    .contains("java.lang.OutOfMemoryError");
            laura.awaitConversation(caller);
            end(caller, laura);
            isDecidedByTheRouter();
            isTaken();
            isPhoned();
            isAnsweredOnTheDutyLine();
        }
    }

    /// Their start does not wait for the database.
    private static void areThere(HelplineProcess pages) {
        Awaitility.await("the pages have the roster")
                .atMost(Duration.ofMinutes(1))
                .until(() -> statusOfPublic(pages) == 200);
    }

    private void isTaken() throws Exception {
        var laura = lab.peers().answering("laura", RINGING);
        var caller = lab.peers().call("+371" + LATGALE);
        laura.take(caller);
        end(caller, laura);
        isDecidedByTheRouter();
    }

    private void isDecidedByTheRouter() {
        var record = lab.records().await(_ -> true, known);
        known.add(record.callId());
        assertThat(record.decidedBy()).isEqualTo("router");
    }

    private void isPhoned() throws Exception {
        var dace = lab.peers().answering("dace", RINGING);
        lab.routers()
                .bean(TestCalls.class)
                .ask(
                        new ConsultantId(9),
                        WhichPhone.FIRST,
                        Author.router(lab.clock().instant()));
        lab.asterisk().job("calls");
        awaitHeard(dace, "lv/on-call");
        dace.awaitIdle(dace.hangUp(), SOON);
    }

    private void isAnsweredOnTheDutyLine() throws Exception {
        SipPeer phone = enter("8", pin);
        awaitHeard(phone, "lv/off-duty");
        phone.hangUp();
        phone.await("200 BYE", SOON);
    }

    private static void fill(HelplineProcess pages) throws Exception {
        var held = new ArrayList<Socket>();
        try {
            for (var number = 0; number < FORMS && pages.process().isAlive(); number++) {
                held.add(slowForm(pages, number));
            }
        } catch (IOException refused) {
            assertThat(held).as("refused only when they are gone").hasSizeGreaterThan(FORMS / 10);
        } finally {
            pages.process().onExit().get(SOON.toSeconds(), TimeUnit.SECONDS);
            for (var socket : held) {
                socket.close();
            }
        }
    }

    private static Socket slowForm(HelplineProcess pages, int number) throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), pages.port());
        socket.getOutputStream()
                .write("""
            POST /sign-in HTTP/1.1
            Host: localhost
            X-Forwarded-For: 198.51.100.%d
            Content-Type: application/x-www-form-urlencoded
            Content-Length: 65536

            email=""".formatted(number / 50).replace("\n", "\r\n").getBytes(US_ASCII));
        return socket;
    }

    private static int statusOfPublic(HelplineProcess pages) throws Exception {
        return statusOfPublic(pages, Duration.ofSeconds(20));
    }

    private static int statusOfPublic(HelplineProcess pages, Duration within) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(
                            HttpRequest.newBuilder(URI.create("http://" + pages.address() + "/public"))
                                    .timeout(within)
                                    .build(),
                            BodyHandlers.discarding())
                    .statusCode();
        }
    }
}
