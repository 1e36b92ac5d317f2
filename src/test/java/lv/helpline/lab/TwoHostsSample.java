package lv.helpline.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import lv.helpline.testing.Documents;
import lv.helpline.testing.TwoPostgres;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The two hosts of `ops/install.md`, each with an Asterisk, a router and a PostgreSQL of which the second
/// follows the first. The first host dies while somebody talks and a phone rings; the trunk calls the second
/// one from then on. Then it comes back, as `ops/runbook.md` says, and takes over again.
@Timeout(900)
class TwoHostsSample {

    private static final String LATGALE = "+37125723222";
    private static final Duration SOON = Duration.ofSeconds(60);

    private static final String SECOND_FOLLOWS =
            commands("ops/install.md", "### A second host that takes over", "```\n", "```\n");
    private static final String FIRST_FOLLOWS = commands("ops/runbook.md", "**Back**", "   ```\n", "   ```\n");

    private static final Lab LAB = Lab.shared();

    /// The first block of commands below a heading of a document.
    private static String commands(String document, String heading, String begin, String end) {
        var text = Documents.text(Path.of(document));
        var from = text.indexOf(begin, text.indexOf(heading)) + begin.length();
        return text.substring(from, text.indexOf(end, from));
    }

    @Test
    void the_second_takes_calls_at_once_and_records_when_it_is_promoted_and_the_first_comes_back() throws Exception {
        LAB.reset(
                "insert into special_opening (line, starts, ends)"
                        + " select id, current_date - 1, current_date + 3 from line",
                "delete from weekly_duty",
                "update line set strategy = 'all-at-once', languages = '{lv}'",
                "insert into cover (consultant, region, starts, ends)"
                        + " select id, 'latgale', current_date - 1, current_date + 3 from consultant where id in (4, 5)");
        LAB.clock().setToReal();
        try (var databases = new TwoPostgres()) {
            databases.secondFollows(SECOND_FOLLOWS);
            try (var first = router("first-host", databases);
                    var second = router("second-host", databases);
                    var host = new SecondHost(second)) {
                LAB.routers().use(first.address(), "");
                diesAndIsReplaced(databases, first, second, host);
                comesBack(databases);
            }
        }
    }

    private static HelplineProcess router(String name, TwoPostgres databases) throws Exception {
        var url = databases.urlOfBoth(LAB.routers().databaseForRouters());
        return LAB.routers().startAnother(name, Map.of("spring.datasource.url", url), Map.of());
    }

    /// Its Asterisk, and the trunk's second destination.
    private static final class SecondHost implements AutoCloseable {

        private final Asterisk asterisk = new Asterisk(LAB.home().resolve("second-asterisk"), _ -> {});
        private final Exchange exchange = new Exchange(asterisk.address());
        private final Peers peers = new Peers(exchange, LAB.home().resolve("sipp-at-second-host"), _ -> {});

        SecondHost(HelplineProcess router) throws Exception {
            asterisk.start(
                    exchange,
                    LAB.secondTrunk(),
                    Map.of(
                            "ROUTER_1",
                            router.address(),
                            "AGI_SECRET",
                            LAB.routers().agiSecret()),
                    Lab.PHONES);
        }

        @Override
        public void close() {
            peers.close();
            asterisk.close();
            exchange.close();
        }
    }

    private static void diesAndIsReplaced(
            TwoPostgres databases, HelplineProcess first, HelplineProcess second, SecondHost host) throws Exception {
        var over = talk(LAB.peers());
        over.hangUp();
        awaitAtSecond(databases, "answered");
        LAB.peers().close();
        var talks = talk(LAB.peers());
        var inese = LAB.peers().ringingOut("+37120000002");
        var waits = LAB.peers().call(LATGALE);
        inese.await("INVITE", SOON);

        var died = System.nanoTime();
        LAB.asterisk().kill();
        first.kill();
        databases.killFirst();
        takesOver(databases, second, host, died);
        assertThat(talks.count("BYE") + waits.count("BYE"))
                .as("words to those on the first host")
                .isZero();
    }

    private static void takesOver(TwoPostgres databases, HelplineProcess second, SecondHost host, long died)
            throws Exception {
        var laura = host.peers.answering("laura", Duration.ofMillis(200));
        var next = host.peers.call(LATGALE);
        var answered = next.await("200 INVITE", SOON);
        laura.take(next);
        awaitWrites(second, "DOWN");
        var promoted = System.nanoTime();
        databases.promoteSecond();
        awaitWrites(second, "UP");
        var writes = System.nanoTime();
        goesOnAndIsOver(next, laura);
        awaitAtSecond(databases, "answered", "answered");
        report(
                "the next caller was answered %d ms after the first host died; the second router wrote %d ms after the"
                        + " promotion, and had the record %d ms after it",
                millis(died, answered.nanos()), millis(promoted, writes), millis(promoted, System.nanoTime()));
    }

    /// With its Asterisk's database as it was; then it takes the writes again, and the second follows it.
    private static void comesBack(TwoPostgres databases) throws Exception {
        var back = System.nanoTime();
        databases.firstFollows(FIRST_FOLLOWS);
        LAB.asterisk().boot();
        try (var first = router("first-host-again", databases)) {
            LAB.routers().use(first.address(), "");
            LAB.asterisk().job("outcome");
            awaitAtSecond(databases, "answered", "answered", "unknown", "unknown");
            var handedOver = System.nanoTime();

            LAB.peers().close();
            var laura = LAB.peers().answering("laura", Duration.ofMillis(200));
            var talks = LAB.peers().call(LATGALE);
            laura.take(talks);
            databases.stopSecond();
            awaitWrites(first, "DOWN");
            var promoted = System.nanoTime();
            databases.promoteFirst();
            awaitWrites(first, "UP");
            var writes = System.nanoTime();
            databases.secondFollows(SECOND_FOLLOWS);
            goesOnAndIsOver(talks, laura);
            awaitAtSecond(databases, "answered", "answered", "answered", "unknown", "unknown");
            report(
                    "the first host had handed over what it had kept %d ms after it had begun to come back; its router wrote"
                            + " %d ms after the promotion, under a call",
                    millis(back, handedOver), millis(promoted, writes));
        }
    }

    private static void goesOnAndIsOver(SipPeer caller, SipPeer laura) throws Exception {
        assertThat(caller.count("BYE")).as("the end of who talks meanwhile").isZero();
        caller.hangUp();
        laura.awaitIdle(laura.hangUp(), SOON);
    }

    /// Somebody talks to Laura.
    private static SipPeer talk(Peers peers) throws Exception {
        var laura = peers.answering("laura", Duration.ofMillis(200));
        var caller = peers.call(LATGALE);
        laura.take(caller);
        return caller;
    }

    /// The second PostgreSQL has these records, and no other, by their outcome.
    private static void awaitAtSecond(TwoPostgres databases, String... outcomes) {
        await("records at the second host")
                .atMost(SOON)
                .untilAsserted(() -> assertThat(
                                outcomes(databases.urlAtSecond(LAB.routers().database())))
                        .containsExactly(outcomes));
    }

    private static List<String> outcomes(String url) throws SQLException {
        var outcomes = new ArrayList<String>();
        try (var connection = DriverManager.getConnection(url);
                var statement = connection.createStatement();
                var row = statement.executeQuery("select outcome from call_record order by 1")) {
            while (row.next()) {
                outcomes.add(row.getString(1));
            }
        }
        return outcomes;
    }

    private static void awaitWrites(HelplineProcess router, String status) {
        await("the database's writes are " + status)
                .atMost(SOON)
                .until(() -> health(router).contains("\"status\":\"" + status + "\""));
    }

    private static String health(HelplineProcess router) throws Exception {
        var address = URI.create("http://127.0.0.1:" + router.managementPort() + "/actuator/health/databaseWrites");
        try (var client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString())
                    .body();
        }
    }

    private static long millis(long from, long to) {
        return Duration.ofNanos(to - from).toMillis();
    }

    private static void report(String figures, Object... values) {
        System.out.printf("REPORT Two hosts: " + figures + "%n", values);
    }
}
