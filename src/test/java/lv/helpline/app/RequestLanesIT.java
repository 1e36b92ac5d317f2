package lv.helpline.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import lv.helpline.accounts.Role;
import lv.helpline.shared.web.RandomTokens;
import lv.helpline.testing.pages.Site;
import lv.helpline.testing.pages.Stranger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Whatever hangs takes the places of its own kind only. Asked of the real Tomcat, where what hangs waits for a table
/// that somebody has locked.
class RequestLanesIT {

    private static final Site SITE = Site.shared();

    @Test
    void pages_and_programs_that_hang_keep_nobody_else_waiting() throws Exception {
        var administrator = Stranger.signedIn(SITE, SITE.somebody(Role.ADMINISTRATOR));
        try (var browsers = Executors.newVirtualThreadPerTaskExecutor();
                var locking = DriverManager.getConnection(SITE.databaseAddress());
                var lock = locking.createStatement()) {
            locking.setAutoCommit(false);
            lock.execute("lock table api_token in access exclusive mode");
            List<Future<Integer>> hanging = new ArrayList<>();
            for (var number = 0; number < 6; number++) {
                hanging.add(browsers.submit(asking(administrator.cookie(), "/tokens")));
            }
            for (var number = 0; number < 3; number++) {
                hanging.add(browsers.submit(() -> new Stranger(SITE)
                        .get("/api/v1/lines", "Authorization", "Bearer " + RandomTokens.token())
                        .statusCode()));
            }
            await().atMost(Duration.ofSeconds(10)).until(() -> waiting() == 9);

            var visitor = new Stranger(SITE);
            for (var address : List.of("/public", "/report", "/css/helpline.css", "/sign-in")) {
                assertThat(visitor.get(address).statusCode()).as(address).isEqualTo(200);
            }
            assertThat(health()).isEqualTo(200);
            assertThatCode(() -> Stranger.signedIn(SITE, SITE.somebody(Role.CONSULTANT)))
                    .doesNotThrowAnyException();
            assertThat(waiting()).as("of those that hang, still").isEqualTo(9);

            var refused = new Stranger(SITE).with(administrator.cookie()).get("/people");
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.headers().firstValue("Retry-After")).contains("5");
            locking.rollback();
            for (var each : hanging) {
                assertThat(each.get()).isIn(200, 401);
            }
        }
        assertThat(administrator.get("/people").statusCode()).as("afterwards").isEqualTo(200);
    }

    /// Each of an own address, and of the same session.
    private static Callable<Integer> asking(@Nullable String cookie, String path) {
        return () -> new Stranger(SITE).with(cookie).get(path).statusCode();
    }

    private static int waiting() {
        return SITE.database().sql("""
            select count(*) from pg_locks
            where relation = 'api_token'::regclass and not granted
                and database = (select oid from pg_database where datname = current_database())\
            """).query(Integer.class).single();
    }

    private static int health() throws Exception {
        var port = SITE.application().getEnvironment().getRequiredProperty("local.management.port");
        try (var client = HttpClient.newHttpClient()) {
            return client.send(
                            HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/actuator/health/liveness"))
                                    .build(),
                            BodyHandlers.discarding())
                    .statusCode();
        }
    }
}
