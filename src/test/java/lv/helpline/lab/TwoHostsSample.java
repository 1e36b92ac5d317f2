package lv.helpline.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import lv.helpline.testing.Postgres;
import lv.helpline.testing.PostgresStandby;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The two hosts of `ops/install.md`, each with an Asterisk, a router and a PostgreSQL of which the second follows
/// the first. The first host dies while somebody talks and a phone rings; the trunk calls the second one from then
/// on.
@Timeout(600)
class TwoHostsSample {

    private static final String LATGALE = "+37125723222";
    private static final Duration SOON = Duration.ofSeconds(60);

    private static final Lab LAB = Lab.shared();

    @Test
    void the_second_takes_calls_at_once_and_records_when_it_is_promoted() throws Exception {
        LAB.reset(
                "insert into special_opening (line, starts, ends)"
                        + " select id, current_date - 1, current_date + 3 from line",
                "delete from weekly_duty",
                "update line set strategy = 'all-at-once', languages = '{lv}'",
                "insert into cover (consultant, region, starts, ends)"
                        + " select id, 'latgale', current_date - 1, current_date + 3 from consultant where id in (4, 5)");
        LAB.clock().setToReal();
        try (var standby = new PostgresStandby();
                var first = router("first-host", standby);
                var second = router("second-host", standby);
                var host = new SecondHost(second)) {
            LAB.routers().use(first.address(), "");
            diesAndIsReplaced(standby, first, second, host);
        }
    }

    private static HelplineProcess router(String name, PostgresStandby standby) throws Exception {
        var url = standby.urlOfBoth(LAB.routers().databaseForRouters());
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
            PostgresStandby standby, HelplineProcess first, HelplineProcess second, SecondHost host) throws Exception {
        var over = talk(LAB.peers());
        over.hangUp();
        var database = LAB.routers().database();
        await("its record is at the second host, too").atMost(SOON).until(() -> records(standby.urlOf(database)) == 1);
        LAB.peers().close();
        var talks = talk(LAB.peers());
        var inese = LAB.peers().ringingOut("+37120000002");
        var waits = LAB.peers().call(LATGALE);
        inese.await("INVITE", SOON);

        var died = System.nanoTime();
        LAB.asterisk().kill();
        first.kill();
        try (var _ = Postgres.gone("KILL")) {
            takesOver(standby, second, host, died);
            assertThat(talks.count("BYE") + waits.count("BYE"))
                    .as("words to those on the first host")
                    .isZero();
        } finally {
            LAB.asterisk().boot();
        }
    }

    private static void takesOver(PostgresStandby standby, HelplineProcess second, SecondHost host, long died)
            throws Exception {
        var laura = host.peers.answering("laura", Duration.ofMillis(200));
        var next = host.peers.call(LATGALE);
        var answered = next.await("200 INVITE", SOON);
        laura.take(next);
        awaitWrites(second, "DOWN");
        var promoted = System.nanoTime();
        standby.promote();
        awaitWrites(second, "UP");
        var writes = System.nanoTime();
        assertThat(next.count("BYE")).as("the end of who talks meanwhile").isZero();
        next.hangUp();
        laura.awaitIdle(laura.hangUp(), SOON);
        await("the records of the second host")
                .atMost(SOON)
                .until(() -> records(standby.urlOf(LAB.routers().database())) == 2);
        System.out.printf(
                "REPORT Two hosts: the next caller was answered %d ms after the first host died; the second router wrote %d ms"
                        + " after the promotion, and had the record %d ms after it; lost with the first host: 2 calls and"
                        + " their records%n",
                (answered.nanos() - died) / 1_000_000,
                (writes - promoted) / 1_000_000,
                (System.nanoTime() - promoted) / 1_000_000);
    }

    /// Somebody talks to Laura.
    private static SipPeer talk(Peers peers) throws Exception {
        var laura = peers.answering("laura", Duration.ofMillis(200));
        var caller = peers.call(LATGALE);
        laura.take(caller);
        return caller;
    }

    private static int records(String url) throws SQLException {
        try (var connection = DriverManager.getConnection(url);
                var statement = connection.createStatement();
                var row = statement.executeQuery("select count(*) from call_record")) {
            row.next();
            return row.getInt(1);
        }
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
}
