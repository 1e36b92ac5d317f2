package lv.helpline.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import lv.helpline.accounts.Role;
import lv.helpline.identity.ApiKeys;
import lv.helpline.identity.ApiKeys.Scope;
import lv.helpline.identity.web.KeptForms;
import lv.helpline.routing.DatabaseWrites;
import lv.helpline.shared.web.RandomTokens;
import lv.helpline.shared.web.RefusedWrites;
import lv.helpline.testing.Postgres;
import lv.helpline.testing.pages.Site;
import lv.helpline.testing.pages.Stranger;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/// A database that can be read and not written, as after a failover: pages go on reading, and whoever edits is
/// told that nothing was saved.
class ReadOnlyDatabaseIT {

    /// Twice the probe's rest, and some.
    private static final Duration NOTICED = Duration.ofSeconds(30);

    private static final Site SITE = Site.shared();

    @Test
    void is_a_state_that_pages_programs_health_and_figures_tell() throws Exception {
        var account = SITE.somebody(Role.ADMINISTRATOR);
        var administrator = Stranger.signedIn(SITE, account);
        var key = RandomTokens.token();
        SITE.bean(ApiKeys.class)
                .add(
                        "Writes",
                        Set.of(Scope.values()),
                        SITE.clock().instant().plus(Duration.ofDays(1)),
                        RandomTokens.digest(key),
                        account.author(SITE.clock().instant()));
        var page = administrator.get("/people/new").body();
        var form = Map.of(
                "name",
                "Jauna Persona",
                "contact",
                "29 774 016",
                "languages",
                "lv",
                "version",
                "0",
                KeptForms.FIELD,
                page.replaceFirst("(?s).*name=\"_page\" value=\"([^\"]+)\".*", "$1"));
        var readOnly = Postgres.readOnly();
        try (readOnly) {
            await().atMost(NOTICED)
                    .until(() -> SITE.bean(DatabaseWrites.class).failingSince().isPresent());
            assertThat(health().statusCode()).isEqualTo(503);
            assertThat(health().body()).contains("\"status\":\"DOWN\"", "failingSince");
            assertThat(management("prometheus").body()).contains("helpline_database_writable 0.0");
            assertThat(management("health/readiness").statusCode())
                    .as("calls go on")
                    .isEqualTo(200);

            assertThatTheWallboardSaysIt(administrator);
            var refused = administrator.postWithToken("/people/new", form);
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.body()).contains("Nekas nav saglabāts", "href=\"/kept/");

            assertThatAnApiClientReadsAndWritesNothing(key);

            readOnly.close();
            await("everything is well again")
                    .atMost(NOTICED)
                    .until(() -> SITE.bean(DatabaseWrites.class).failingSince().isEmpty());
            assertThat(health().statusCode()).isEqualTo(200);
            var kept = administrator.follow(
                    administrator.get(refused.body().replaceFirst("(?s).*href=\"(/kept/[^\"]+)\".*", "$1")));
            assertThat(kept.body()).contains("value=\"Jauna Persona\"");
            assertThat(administrator.postWithToken("/people/new", form).statusCode())
                    .isEqualTo(302);
        }
    }

    private static void assertThatTheWallboardSaysIt(Stranger administrator) {
        var now = administrator.get("/now");
        assertThat(now.statusCode()).isEqualTo(200);
        assertThat(now.body()).contains("Neko nevar saglabāt");
    }

    private static void assertThatAnApiClientReadsAndWritesNothing(String key) throws Exception {
        var table = ask(key, HttpRequest.newBuilder().GET());
        assertThat(table.statusCode()).as("API clients read on").isEqualTo(200);
        var longer = table.body() + "absence,1,Anna,,,2027-01-04T09:00,2027-01-05T09:00,,\r\n";
        var problem = ask(
                key, HttpRequest.newBuilder().header("Content-Type", "text/csv").POST(BodyPublishers.ofString(longer)));
        assertThat(problem.statusCode()).isEqualTo(503);
        assertThat(problem.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(problem.body()).contains("urn:helpline:problem:not-saved", "Nothing was saved");
    }

    /// As after a failover behind one address: new connections lead to the primary, and those that there are to a
    /// standby.
    @Test
    void connections_that_only_read_are_replaced_after_one_refusal() throws Exception {
        var pool = SITE.bean(DataSource.class).unwrap(HikariDataSource.class);
        var held = new ArrayList<Connection>();
        do {
            held.add(pool.getConnection());
        } while (pool.getHikariPoolMXBean().getIdleConnections() > 0);
        for (var connection : held) {
            try (var statement = connection.createStatement()) {
                statement.execute("set default_transaction_read_only = on");
            }
        }
        for (var connection : held) {
            connection.close();
        }
        // Somebody else may have been refused before.
        var first = catchThrowable(ReadOnlyDatabaseIT::write);
        assertThat(first == null || RefusedWrites.areCauseOf(first)).isTrue();
        for (var each = 0; each < 2 * held.size(); each++) {
            write();
        }
        await().atMost(NOTICED)
                .until(() -> SITE.bean(DatabaseWrites.class).failingSince().isEmpty());
    }

    private static void write() {
        SITE.bean(JdbcClient.class)
                .sql("update fallback_copy set seen_at = seen_at")
                .update();
    }

    private static HttpResponse<String> ask(String key, HttpRequest.Builder request) {
        return SITE.send(request.uri(SITE.address().resolve("/api/v1/roster/csv?dryRun=false"))
                .header("Authorization", "Bearer " + key)
                .header("Accept-Language", "en")
                .build());
    }

    private static HttpResponse<String> health() throws Exception {
        return management("health/databaseWrites");
    }

    private static HttpResponse<String> management(String of) throws Exception {
        var port = SITE.application().getEnvironment().getRequiredProperty("local.management.port");
        try (var client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/actuator/" + of))
                            .build(),
                    BodyHandlers.ofString());
        }
    }
}
