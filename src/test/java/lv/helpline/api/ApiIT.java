package lv.helpline.api;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import lv.helpline.accounts.Account;
import lv.helpline.accounts.Accounts;
import lv.helpline.accounts.Role;
import lv.helpline.audit.Audit;
import lv.helpline.audit.AuditEntry;
import lv.helpline.audit.Author;
import lv.helpline.identity.ApiKeys;
import lv.helpline.identity.ApiKeys.Scope;
import lv.helpline.planning.Edits;
import lv.helpline.planning.RosterEditing;
import lv.helpline.recordings.Catalogue;
import lv.helpline.recordings.PhoneRecordingRequests;
import lv.helpline.recordings.PromptAudioCheck;
import lv.helpline.recordings.Recordings;
import lv.helpline.roster.Absence;
import lv.helpline.roster.ConsultantId;
import lv.helpline.roster.Language;
import lv.helpline.roster.LocalSpan;
import lv.helpline.roster.edit.RosterEdit;
import lv.helpline.shared.EditResult;
import lv.helpline.shared.web.RandomTokens;
import lv.helpline.staff.Pins;
import lv.helpline.statistics.Campaign;
import lv.helpline.statistics.Campaigns;
import lv.helpline.testing.pages.Site;
import lv.helpline.testing.pages.Slice;
import lv.helpline.testing.pages.Stranger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What a program is told, and what it is not.
class ApiIT {

    private static final Site SITE = Slice.shared();
    private static final Account ADMINISTRATOR = SITE.somebody(Role.ADMINISTRATOR);
    private static final JsonMapper JSON = new JsonMapper();
    private static final AtomicInteger ADDRESSES = new AtomicInteger();

    private static final PromptAudioCheck.Fit SOUND =
            new PromptAudioCheck.Fit("RIFF and so on".getBytes(StandardCharsets.UTF_8), Duration.ofSeconds(1));

    private static final String RANGE = "from=2026-11-23&to=2026-11-30";
    private static final String OCTOBER = "from=2026-10-01&to=2026-11-01";
    private static final String DECEMBER = "from=2026-12-01&to=2026-12-08";

    /// Nobody waits for it.
    private static final String TAKE = "/api/v1/recordings/takes/3e240345-8b4a-4bf8-87aa-de9bc06f0cea";

    private static final String OUTCOME = "/api/v1/recordings/lv/greeting/outcome?sha256=" + "0".repeat(64);

    /// Each resource with the scope that it needs, and what it answers if not that all is well; the description needs a
    /// key only.
    private static final String ROUTES = """
        GET  /api/v1/lines                                  lines
        GET  /api/v1/lines/latgale                          lines
        GET  /api/v1/people                                 people
        GET  /api/v1/people/1                               people
        GET  /api/v1/roster/duties?%1$s                     roster
        GET  /api/v1/roster/weekly-duties                   roster
        GET  /api/v1/roster/covers?%1$s                     roster
        GET  /api/v1/roster/absences?%1$s                   roster
        GET  /api/v1/roster/csv                             roster
        POST /api/v1/roster/csv                             roster-import
        GET  /api/v1/simulator?line=latgale                 simulator
        GET  /api/v1/recordings                             recordings
        GET  /api/v1/recordings/lv/greeting                 recordings
        POST %3$s recordings 404
        PUT  %4$s&outcome=taken recordings 404
        GET  /api/v1/places                                 places
        GET  /api/v1/places/csv                             secret-places
        POST /api/v1/places/csv                             places-import
        GET  /api/v1/statistics?%2$s                        statistics
        GET  /api/v1/statistics/calls.csv?%2$s              statistics
        GET  /api/v1/statistics/forecast?%5$s               statistics
        GET  /api/v1/statistics/forecast.csv?%5$s           statistics
        GET  /api/v1/openapi                                any
        GET  /api/v1/openapi.yaml                           any
        """.formatted(RANGE, OCTOBER, TAKE, OUTCOME, DECEMBER);

    private static @Nullable JsonNode description;

    record Route(String method, String place, String scope, int status) {
        static Route of(String line) {
            var parts = line.split(" +", -1);
            return new Route(parts[0], parts[1], parts[2], parts.length > 3 ? Integer.parseInt(parts[3]) : 200);
        }

        HttpResponse<String> ask(String token) {
            return switch (method) {
                case "POST" -> place.equals(TAKE) ? bring(place, new byte[0], token) : post(place, table(place), token);
                default -> send(method, place, token);
            };
        }

        private static String table(String of) {
            return of.contains("/places/")
                    ? get("/api/v1/places/csv", Scope.SECRET_PLACES).body()
                    : get("/api/v1/roster/csv", Scope.ROSTER).body();
        }

        @Override
        public String toString() {
            return method + " " + place.replaceAll("\\?.*", "");
        }
    }

    static Stream<Route> routes() {
        return ROUTES.lines().map(Route::of);
    }

    @BeforeAll
    static void somebody_greets_callers() {
        var greeting = Catalogue.read().find("greeting").orElseThrow();
        var author = ADMINISTRATOR.author(SITE.clock().instant());
        var recordings = SITE.bean(Recordings.class);
        var editResult =
                recordings.propose(Language.LATVIAN, greeting, "Labdien.", SOUND, Recordings.Origin.Page.FILE, author);
        assertThat(editResult).isInstanceOf(EditResult.Done.class);
        recordings.accept(Integer.parseInt(((EditResult.Done) editResult).id()), author);
        recordings.propose(Language.RUSSIAN, greeting, "Алло.", SOUND, Recordings.Origin.Page.FILE, author);
    }

    @AfterAll
    static void nobody_does_any_more() {
        SITE.database().sql("delete from recording").update();
    }

    @AfterEach
    void turn_back_the_clock() {
        SITE.clock().stop(Site.NOW);
    }

    @ParameterizedTest
    @MethodSource("routes")
    void a_resource_opens_to_the_scope_that_it_needs_and_to_no_other(Route route) {
        for (var scope : Scope.values()) {
            var refusedBefore = accessRefused();
            var answer = route.ask(tokenFor(scope));
            if (route.scope().equals("any") || route.scope().equals(scope.word())) {
                assertThat(answer.statusCode()).as(route + " with " + scope).isEqualTo(route.status());
            } else {
                assertThat(answer.statusCode()).as(route + " with " + scope).isEqualTo(403);
                assertThat(json(answer).at("/detail").asString()).contains(route.scope());
                assertThat(accessRefused() - refusedBefore).as("counted").isOne();
            }
        }
    }

    private static double accessRefused() {
        return SITE.bean(MeterRegistry.class)
                .get("helpline.security.events")
                .tags("event", "access", "way", "scope", "result", "forbidden")
                .counter()
                .count();
    }

    @ParameterizedTest
    @MethodSource("routes")
    void no_resource_opens_without_a_key_nor_to_a_browser(Route route) {
        var without = send(route.method(), route.place(), null);
        assertThat(without.statusCode()).isEqualTo(401);
        assertThat(without.headers().firstValue("WWW-Authenticate")).contains("Bearer");
        assertThat(json(without).at("/type").asString()).isEqualTo("urn:helpline:problem:unauthorized");
        assertThat(without.headers().firstValue("Set-Cookie")).isEmpty();
        assertThat(Stranger.signedIn(SITE, ADMINISTRATOR)
                        .send(route.method(), route.place())
                        .statusCode())
                .as("with the session of an administrator")
                .isEqualTo(401);
    }

    @Test
    void a_key_ends_when_it_is_revoked_or_expires_or_its_owner_leaves_or_is_no_administrator_any_more() {
        var apiKeys = SITE.bean(ApiKeys.class);
        var token = RandomTokens.token();
        var id = add(
                token,
                ADMINISTRATOR,
                Set.of(Scope.LINES),
                SITE.clock().instant().plusSeconds(3600));
        assertThat(lines(token)).isEqualTo(200);
        SITE.clock().stop(Site.NOW.plusHours(1));
        assertThat(lines(token)).as("expired").isEqualTo(401);
        SITE.clock().stop(Site.NOW);
        assertThat(apiKeys.revoke(id, ADMINISTRATOR.author(SITE.clock().instant())))
                .isInstanceOf(EditResult.Done.class);
        assertThat(lines(token)).as("revoked").isEqualTo(401);
        assertThat(apiKeys.revoke(id, ADMINISTRATOR.author(SITE.clock().instant())))
                .isEqualTo(new EditResult.Outdated());

        var accounts = SITE.bean(Accounts.class);
        var leaver = SITE.somebody(Role.ADMINISTRATOR);
        var theirs = tokenOf(leaver, Set.of(Scope.LINES));
        assertThat(lines(theirs)).isEqualTo(200);
        accounts.change(
                new Account(
                        leaver.id(),
                        leaver.email(),
                        leaver.name(),
                        Role.COORDINATOR,
                        leaver.consultant(),
                        leaver.language(),
                        true,
                        leaver.version()),
                Author.router(SITE.clock().instant()));
        assertThat(lines(theirs)).as("of a coordinator").isEqualTo(401);

        var other = SITE.somebody(Role.ADMINISTRATOR);
        var others = tokenOf(other, Set.of(Scope.LINES));
        accounts.end(other.id(), other.version(), Author.router(SITE.clock().instant()));
        assertThat(lines(others)).as("of somebody who has left").isEqualTo(401);
    }

    @Test
    void tells_the_accepted_recordings_by_their_digests_and_no_other() {
        var table = get("/api/v1/recordings", Scope.RECORDINGS);
        assertThat(table.body().lines())
                .containsExactly("language,prompt,sha256", "lv,greeting," + RandomTokens.digest("RIFF and so on"));
        var again = send(
                "GET",
                "/api/v1/recordings",
                tokenFor(Scope.RECORDINGS),
                "If-None-Match",
                table.headers().firstValue("ETag").orElseThrow());
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(get("/api/v1/recordings/lv/greeting", Scope.RECORDINGS).body())
                .isEqualTo("RIFF and so on");
        assertThat(send("GET", "/api/v1/recordings/ru/greeting", tokenFor(Scope.RECORDINGS))
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void takes_in_what_was_spoken_by_telephone_once_it_was_kept() throws IOException {
        var phoneRecordingRequests = SITE.bean(PhoneRecordingRequests.class);
        var now = SITE.clock().instant();
        var author = ADMINISTRATOR.author(now);
        var anna = new ConsultantId(1);
        SITE.bean(Pins.class).renew(anna, author);
        var token = tokenFor(Scope.RECORDINGS);
        var closed = Catalogue.read().find("closed").orElseThrow();
        assertThat(phoneRecordingRequests.ask(Language.LATVIAN, closed, anna, author))
                .isInstanceOf(EditResult.Done.class);
        var take = phoneRecordingRequests.of(anna, now).orElseThrow();
        var place = "/api/v1/recordings/takes/" + take.id();
        var sound = Files.readAllBytes(Path.of("target/sounds/sounds/lv/helpline/closed.wav"));
        assertProblem(bring(place, sound, token), 409, "conflict");
        assertThat(phoneRecordingRequests.keep(take.id(), anna, now)).isTrue();
        assertThat(phoneRecordingRequests.keep(take.id(), anna, now))
                .as("by the other router too")
                .isTrue();
        assertProblem(bring(place, new byte[1_048_577], token), 413, "content-too-large");
        assertThat(bring(place, sound, token).statusCode()).isEqualTo(201);
        assertProblem(bring(place, sound, token), 404, "not-found");
        assertProblem(bring("/api/v1/recordings/takes/anna", sound, token), 404, "not-found");
        var waiting = waiting("closed");
        assertThat(waiting.way()).isEqualTo(Recordings.Way.PHONE);
        assertThat(waiting.madeBy()).isEqualTo(ADMINISTRATOR.name());
        assertThat(waiting.speaker()).contains("Anna");
        assertThat(SITE.bean(Audit.class).newest(Optional.empty(), 3).stream().map(AuditEntry::action))
                .containsExactly("recording-made", "take-kept", "take-asked");

        assertThat(phoneRecordingRequests.ask(Language.LATVIAN, closed, anna, author))
                .isInstanceOf(EditResult.Done.class);
        var silent = phoneRecordingRequests.of(anna, now).orElseThrow();
        phoneRecordingRequests.keep(silent.id(), anna, now);
        var refused = bring("/api/v1/recordings/takes/" + silent.id(), new byte[100], token);
        assertProblem(refused, 422, "unprocessable-content");
        assertProblem(bring("/api/v1/recordings/takes/" + silent.id(), sound, token), 404, "not-found");
        assertThat(phoneRecordingRequests.of(Language.LATVIAN, closed, now).flatMap(PhoneRecordingRequests.Take::fault))
                .contains("recording-is-a-wave-file");
        assertThat(waiting("closed").id()).isEqualTo(waiting.id());
        SITE.database().sql("delete from take").update();
        SITE.bean(Recordings.class).remove(waiting.id(), author);
    }

    private static Recordings.Recording waiting(String prompt) {
        return SITE.bean(Recordings.class).all().stream()
                .filter(each -> each.prompt().equals(prompt) && each.accepted().isEmpty())
                .findFirst()
                .orElseThrow();
    }

    @Test
    void is_told_what_became_of_a_recording() {
        var token = tokenFor(Scope.RECORDINGS);
        var place = OUTCOME.replace("0".repeat(64), RandomTokens.digest("RIFF and so on"));
        for (var outcome : Recordings.Outcome.values()) {
            assertThat(send("PUT", place + "&outcome=" + outcome.word(), token).statusCode())
                    .isEqualTo(204);
            assertThat(SITE.bean(Recordings.class).all())
                    .filteredOn(each -> each.accepted().isPresent())
                    .singleElement()
                    .satisfies(each ->
                            assertThat(each.accepted().orElseThrow().outcome()).contains(outcome));
        }
        var unknown = send("PUT", place + "&outcome=odd", token);
        assertProblem(unknown, 400, "bad-request");
        assertThat(json(unknown).at("/errors/0/detail").asString()).contains("menu-too-long");
        assertProblem(send("PUT", OUTCOME + "&outcome=taken", token), 404, "not-found");
    }

    @Test
    void only_a_digest_of_a_key_is_kept_and_the_day_of_its_last_use() {
        var token = tokenFor(Scope.LINES);
        lines(token);
        assertThat(SITE.database()
                        .sql("select last_used_on::text from api_token where token_hash = :hash")
                        .param("hash", RandomTokens.digest(token))
                        .query(String.class)
                        .single())
                .isEqualTo("2026-11-24");
        assertThat(SITE.database()
                        .sql("select count(*) from api_token where api_token::text like '%' || :token || '%'")
                        .param("token", token)
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void tells_the_lines() {
        var latgale = json(get("/api/v1/lines/latgale", Scope.LINES));
        assertThat(latgale.at("/number").asString()).startsWith("+371").hasSize(12);
        assertThat(latgale.at("/region").asString()).isEqualTo("latgale");
        assertThat(latgale.at("/hours/0/day").asString()).isEqualTo("monday");
        assertThat(latgale.at("/hours/0/start").asString()).isEqualTo("09:00:00");
        assertThat(json(get("/api/v1/lines", Scope.LINES)).size()).isEqualTo(7);
    }

    @Test
    void tells_a_contact_only_to_a_key_that_allows_it() {
        var masked = get("/api/v1/people/3", Scope.PEOPLE);
        assertThat(json(masked).at("/contact/masked").asBoolean()).isTrue();
        assertThat(json(masked).at("/contact/value").asString())
                .startsWith("+…")
                .hasSize(4);
        var clear = send("GET", "/api/v1/people/3", tokenOf(ADMINISTRATOR, Set.of(Scope.PEOPLE, Scope.CONTACTS)));
        assertThat(json(clear).at("/contact/value").asString()).matches("\\+371[0-9]{8}");
        assertThat(clear.headers().firstValue("ETag"))
                .isNotEqualTo(masked.headers().firstValue("ETag"));
        assertThat(get("/api/v1/people", Scope.PEOPLE).body()).doesNotContainPattern("\\+371[0-9]{8}");
    }

    @Test
    void tells_final_duties_with_absences_taken_out() {
        var before = get("/api/v1/roster/duties?line=latgale&" + RANGE, Scope.ROSTER);
        var somebody = json(before).at("/0/consultant").asInt();
        assertThat(json(before).at("/0/start").asString()).matches("2026-11-23T[0-9:]+\\+02:00");
        SITE.database()
                .sql("insert into absence (consultant, starts, ends) values (:id, '2026-11-20 00:00', '2026-12-20"
                        + " 00:00')")
                .param("id", somebody)
                .update();
        try {
            await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
                var duties = json(get("/api/v1/roster/duties?line=latgale&" + RANGE, Scope.ROSTER));
                assertThat(duties.valueStream()
                                .map(duty -> duty.at("/consultant").asInt()))
                        .isNotEmpty()
                        .doesNotContain(somebody);
            });
            assertThat(json(get("/api/v1/roster/absences?" + RANGE, Scope.ROSTER))
                            .at("/0/start")
                            .asString())
                    .isEqualTo("2026-11-20T00:00:00");
        } finally {
            SITE.database()
                    .sql("delete from absence where consultant = :id")
                    .param("id", somebody)
                    .update();
        }
    }

    @Test
    void takes_back_the_table_that_it_gave_and_changes_nothing_by_it() {
        var table = get("/api/v1/roster/csv", Scope.ROSTER);
        assertThat(table.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/csv");
        var answer = json(post("/api/v1/roster/csv?dryRun=false", table.body()));
        assertThat(answer.at("/applied").asBoolean()).isFalse();
        assertThat(answer.at("/rows").asInt()).isPositive();
        assertThat(answer.at("/changes").size()).isZero();
    }

    @Test
    void tries_a_table_by_default_and_applies_it_when_asked_under_the_name_of_the_owner() {
        var table = get("/api/v1/roster/csv", Scope.ROSTER).body();
        var longer = table + "absence,1,Anna,,,2027-01-04T09:00,2027-01-05T09:00,,,\r\n";
        var trial = json(post("/api/v1/roster/csv", longer));
        assertThat(trial.at("/applied").asBoolean()).isFalse();
        assertThat(trial.at("/changes/0/change").asString()).isEqualTo("added");
        assertThat(trial.at("/changes/0/text").asString()).contains("prom 4.01.2027 09:00");
        assertThat(get("/api/v1/roster/csv", Scope.ROSTER).body()).isEqualTo(table);
        try {
            assertThat(json(post("/api/v1/roster/csv?dryRun=false", longer))
                            .at("/applied")
                            .asBoolean())
                    .isTrue();
            assertThat(get("/api/v1/roster/csv", Scope.ROSTER).body().lines())
                    .containsExactlyInAnyOrderElementsOf(longer.lines().toList());
            assertThat(SITE.bean(Audit.class).newest(Optional.empty(), 3))
                    .filteredOn(entry -> entry.action().equals("roster-changed"))
                    .singleElement()
                    .satisfies(entry -> {
                        assertThat(entry.actor()).contains(ADMINISTRATOR.id());
                        assertThat(entry.actorName()).endsWith("· Programma");
                    });
        } finally {
            post("/api/v1/roster/csv?dryRun=false", table);
        }
        assertThat(get("/api/v1/roster/csv", Scope.ROSTER).body()).isEqualTo(table);
    }

    /// Vita alone is on duty for Vidzeme.
    @Test
    void applies_a_table_that_leaves_a_line_empty_with_a_reason_only_and_its_owner_can_take_it_back() {
        var table = get("/api/v1/roster/csv", Scope.ROSTER).body();
        var emptying = table + "absence,7,Vita,,,2026-11-25T09:00,2026-11-25T17:00,,\r\n";
        assertThat(json(post("/api/v1/roster/csv", emptying)).at("/holes").toString())
                .isEqualTo("[{\"line\":\"vidzeme\",\"start\":\"2026-11-25T09:00:00+02:00\","
                        + "\"end\":\"2026-11-25T17:00:00+02:00\"}]");

        var refused = post("/api/v1/roster/csv?dryRun=false", emptying);
        assertProblem(refused, 422, "unprocessable-content");
        assertThat(json(refused).at("/detail").asString()).contains("nobody-found, others-answer, will-be-filled");
        assertThat(json(refused).at("/errors/0/field").asString()).isEqualTo("reason");
        assertThat(json(refused).at("/errors/0/detail").asString())
                .contains("Vidzeme", "trešdiena, 25. novembris, 9–17");
        var senseless = post("/api/v1/roster/csv?dryRun=false&reason=because", emptying);
        assertProblem(senseless, 400, "bad-request");
        assertThat(json(senseless).at("/errors/0/field").asString()).isEqualTo("reason");
        assertThat(get("/api/v1/roster/csv", Scope.ROSTER).body()).isEqualTo(table);

        var applied = json(post("/api/v1/roster/csv?dryRun=false&reason=will-be-filled", emptying));
        assertThat(applied.at("/applied").asBoolean()).isTrue();
        assertThat(SITE.bean(Audit.class).newest(Optional.empty(), 3))
                .filteredOn(entry -> entry.action().equals("roster-changed"))
                .singleElement()
                .satisfies(entry -> assertThat(entry.changes()).contains("{\"line\":\"vidzeme\"}", "will-be-filled"));
        var editing = SITE.bean(RosterEditing.class);
        var now = SITE.clock().instant();
        var last = editing.last(ADMINISTRATOR.id(), editing.roster(now), now).orElseThrow();
        assertThat(editing.undo(last.id(), ADMINISTRATOR.author(now), Role.ADMINISTRATOR))
                .isInstanceOf(RosterEditing.Result.Saved.class);
        assertThat(get("/api/v1/roster/csv", Scope.ROSTER).body()).isEqualTo(table);
    }

    @Test
    void refuses_a_table_that_was_made_from_older_duties() {
        var read = get("/api/v1/roster/csv", Scope.ROSTER);
        var version = read.headers().firstValue("ETag").orElseThrow();
        var editing = SITE.bean(RosterEditing.class);
        var author = Author.router(SITE.clock().instant());
        var reported = RosterEdit.ofAbsences(
                List.of(),
                List.of(new Absence(
                        new ConsultantId(9),
                        new LocalSpan(
                                LocalDateTime.parse("2027-02-01T09:00"), LocalDateTime.parse("2027-02-01T17:00")))));
        Edits.save(editing, reported, author);
        try {
            assertProblem(applied(read.body(), version), 412, "precondition-failed");
            assertThat(editing.roster(author.at()).absences())
                    .containsAll(reported.absences().added());
        } finally {
            Edits.save(editing, reported.inverse(), author);
        }
        assertThat(applied(read.body(), version).statusCode()).isEqualTo(200);
    }

    private static HttpResponse<String> applied(String table, String version) {
        return send(
                "POST",
                "/api/v1/roster/csv?dryRun=false",
                tokenFor(Scope.ROSTER_IMPORT),
                BodyPublishers.ofString(table),
                "Content-Type",
                "text/csv",
                "If-Match",
                version);
    }

    @Test
    void names_each_wrong_cell_of_a_table_and_changes_nothing() {
        var table = get("/api/v1/roster/csv", Scope.ROSTER).body();
        var rows = table.lines().count();
        var answer = post(
                "/api/v1/roster/csv?dryRun=false",
                table + "absence,999,,,,2027-01-04T09:00,2027-01-04T09:00,,\r\nholiday,1,,,,,,,\r\n");
        assertProblem(answer, 422, "unprocessable-content");
        assertThat(json(answer)
                        .at("/errors")
                        .valueStream()
                        .map(each -> each.at("/field").asString()))
                .containsExactly(
                        "row " + (rows + 1) + ", consultant",
                        "row " + (rows + 1) + ", end",
                        "row " + (rows + 2) + ", kind");
        assertThat(get("/api/v1/roster/csv", Scope.ROSTER).body()).isEqualTo(table);
    }

    @Test
    void refuses_a_table_in_another_form_and_one_too_large() {
        assertProblem(
                send(
                        "POST",
                        "/api/v1/roster/csv",
                        tokenFor(Scope.ROSTER_IMPORT),
                        BodyPublishers.ofString("{}"),
                        "Content-Type",
                        "application/json"),
                415,
                "unsupported-media-type");
        assertProblem(post("/api/v1/roster/csv", "x".repeat(1_048_577)), 413, "content-too-large");
        assertProblem(
                send(
                        "POST",
                        "/api/v1/roster/csv?dryRun=perhaps",
                        tokenFor(Scope.ROSTER_IMPORT),
                        BodyPublishers.ofString("kind"),
                        "Content-Type",
                        "text/csv"),
                400,
                "bad-request");
    }

    @Test
    void tells_who_would_ring_and_why_as_the_page_does() {
        var plan = json(send(
                "GET",
                "/api/v1/simulator?line=latgale&language=lv&at=2026-11-24T10:00:00%2B02:00",
                tokenFor(Scope.SIMULATOR),
                "Accept-Language",
                "en"));
        assertThat(plan.at("/verdict").asString()).isEqualTo("rings");
        assertThat(plan.at("/steps/0/rule").asString()).isEqualTo("on-duty");
        assertThat(plan.at("/steps/0/because").asString()).contains("On duty for this line");
        assertThat(plan.at("/steps/0/names").valueStream().map(JsonNode::asString))
                .contains("Laura");
        assertThat(json(get("/api/v1/simulator?line=latgale&language=lv&at=2026-12-25T10:00:00Z", Scope.SIMULATOR))
                        .at("/reasons")
                        .toString())
                .contains("public-holiday");
    }

    /// Twelve calls to Latgale on a day of October, and two to Rīga in a month that is not over.
    @Test
    void tells_the_statistics_of_the_page() {
        calls("25723222", "answered", "2026-10-12 10:00", 9);
        calls("25723222", "abandoned", "2026-10-12 15:00", 3);
        calls("28612120", "answered", "2026-11-05 10:00", 2);
        var posters = ((EditResult.Done) SITE.bean(Campaigns.class)
                        .add(
                                new Campaign(0, LocalDate.parse("2026-10-12"), "Plakāti"),
                                Author.router(SITE.clock().instant())))
                .id();
        try {
            var told = json(get("/api/v1/statistics?from=2026-10-01&to=2026-11-24", Scope.STATISTICS));
            assertThat(told.at("/total/calls").asInt()).isEqualTo(14);
            assertThat(told.at("/total/serviceLevelPercent").asInt()).isEqualTo(100);
            assertThat(told.at("/total/toAnswer/medianSeconds").asLong()).isEqualTo(10);
            assertThat(told.at("/calls/0/from").asString()).isEqualTo("2026-10-01");
            assertThat(told.at("/months").toString()).isEqualTo("[\"2026-10\"]");
            assertThat(told.at("/lines").size())
                    .as("none of a month that is not over")
                    .isOne();
            assertThat(told.at("/lines/0/line").asString()).isEqualTo("latgale");
            assertThat(told.at("/lines/0/number").asString()).isEqualTo("+37125723222");
            assertThat(told.at("/lines/0/counted/abandoned").asInt()).isEqualTo(3);
            assertThat(told.at("/hours").size()).isEqualTo(24);
            assertThat(told.at("/hours/10/counted/calls").asInt()).isEqualTo(9);
            assertThat(told.at("/consultants/0/name").asString()).isEqualTo("Anna");
            assertThat(told.at("/consultants/0/talkedSeconds").asLong()).isEqualTo(9 * 180);
            assertThat(told.at("/campaigns/0/callsBefore").isNull())
                    .as("under ten")
                    .isTrue();
            assertThat(told.at("/campaigns/0/callsAfter").asInt()).isEqualTo(12);
            assertThat(told.at("/campaigns/0/over").asBoolean()).isTrue();
            assertThat(json(get("/api/v1/statistics?from=2026-11-01&to=2026-11-24", Scope.STATISTICS))
                            .at("/lines")
                            .size())
                    .isZero();

            var page = Stranger.signedIn(SITE, ADMINISTRATOR);
            for (var table : Map.of("calls", 10, "lines", 2, "hours", 25, "consultants", 2)
                    .entrySet()) {
                var file = table.getKey() + ".csv?from=2026-10-01&to=2026-11-";
                var ofTheInterface = get("/api/v1/statistics/" + file + "24", Scope.STATISTICS);
                assertThat(ofTheInterface.headers().firstValue("Content-Type").orElseThrow())
                        .startsWith("text/csv");
                assertThat(ofTheInterface.body())
                        .isEqualTo(page.get("/statistics/" + file + "23").body())
                        .hasLineCount(table.getValue());
            }
        } finally {
            SITE.database().sql("delete from call_record").update();
            SITE.bean(Campaigns.class)
                    .remove(
                            Integer.parseInt(posters),
                            Author.router(SITE.clock().instant()));
        }
    }

    /// So many, a minute after each other; Anna takes each after six seconds, and each is over after three minutes.
    private static void calls(String line, String outcome, String first, int count) {
        SITE.database()
                .sql("""
                    insert into call_record (call_id, line, entered_at, decided_by, rules, outcome, answered_by,
                        answered_at, ended_at)
                    select gen_random_uuid(), :line, entered, 'router', '{opening-hours,on-duty}', :outcome,
                        case :outcome when 'answered' then 1 end,
                        case :outcome when 'answered' then entered + interval '6 seconds' end,
                        entered + interval '3 minutes'
                    from (select (cast(:first as timestamp) + number * interval '1 minute') at time zone 'Europe/Riga'
                        as entered from generate_series(1, :count) as number) as call\
                    """)
                .param("line", line)
                .param("outcome", outcome)
                .param("first", first)
                .param("count", count)
                .update();
    }

    @Test
    void says_by_its_etag_that_nothing_has_changed() {
        var token = tokenFor(Scope.LINES);
        var first = send("GET", "/api/v1/lines", token);
        var etag = first.headers().firstValue("ETag").orElseThrow();
        assertThat(first.headers().firstValue("Cache-Control")).contains("private, no-cache");
        assertThat(first.headers().allValues("Vary").toString()).contains("Authorization", "Accept-Language");
        var second = send("GET", "/api/v1/lines", token, "If-None-Match", etag);
        assertThat(second.statusCode()).isEqualTo(304);
        assertThat(second.body()).isEmpty();
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
        GET    | /api/v1/lines/nowhere                                   | 404 | not-found              |          |
        GET    | /api/v1/nothing                                         | 404 | not-found              |          |
        GET    | /api/nothing                                            | 404 | not-found              |          |
        GET    | /api/v1/people/999                                      | 404 | not-found              |          |
        DELETE | /api/v1/lines                                           | 405 | method-not-allowed     |          |
        GET    | /api/v1/people/anna                                     | 400 | bad-request            | id       | whole number
        GET    | /api/v1/roster/duties?to=2026-11-30                     | 400 | bad-request            | from     | missing
        GET    | /api/v1/roster/duties?from=24.11.2026&to=2026-11-30     | 400 | bad-request            | from     | 2026-11-24
        GET    | /api/v1/roster/duties?from=2026-11-30&to=2026-11-30     | 400 | bad-request            | to       | after from
        GET    | /api/v1/roster/duties?from=2026-11-01&to=2027-11-30     | 400 | bad-request            | to       | 31 days
        GET    | /api/v1/roster/duties?from=2026-11-29&to=2026-11-30&line=x | 400 | bad-request         | line     | latgale
        GET    | /api/v1/simulator                                       | 400 | bad-request            | line     | missing
        GET    | /api/v1/simulator?line=nowhere                          | 400 | bad-request            | line     | latgale
        GET    | /api/v1/simulator?line=latgale&language=Latvian         | 400 | bad-request            | language | two lower-case
        GET    | /api/v1/simulator?line=latgale&wish=woman               | 400 | bad-request            | wish     | this line offers
        GET    | /api/v1/simulator?line=latgale&at=noon                  | 400 | bad-request            | at       | offset
        GET    | /api/v1/statistics?to=2026-11-01                        | 400 | bad-request            | from     | missing
        GET    | /api/v1/statistics?from=2026-10&to=2026-11-01           | 400 | bad-request            | from     | 2026-11-24
        GET    | /api/v1/statistics?from=2026-11-01&to=2026-11-01        | 400 | bad-request            | to       | after from
        GET    | /api/v1/statistics?from=2026-11-01&to=2026-11-25        | 400 | bad-request            | to       | yesterday
        GET    | /api/v1/statistics?from=2023-10-31&to=2026-11-01        | 400 | bad-request            | to       | three years
        GET    | /api/v1/statistics/lines.csv?from=2026-11-01&to=2026-11-25 | 400 | bad-request         | to       | yesterday
        GET    | /api/v1/statistics/forecast?from=2026-11-23&to=2026-11-25 | 400 | bad-request          | to       | today
        GET    | /api/v1/statistics/forecast?from=2026-11-24&to=2026-12-23 | 400 | bad-request          | to       | 28 days
        GET    | /api/v1/statistics/forecast.csv?from=2027-11-20&to=2027-11-26 | 400 | bad-request      | to       | a year
        GET    | /api/v1/statistics/days.csv?from=2026-10-01&to=2026-11-01  | 404 | not-found           |          |
        """)
    void says_what_is_wrong_and_the_remedy(
            String method, String place, int status, String type, String field, String remedy) {
        var answer = send(method, place, all(), "Accept-Language", "en-GB,en;q=0.8");
        assertThat(answer.statusCode()).isEqualTo(status);
        assertProblem(answer, status, type);
        assertThat(answer.headers().firstValue("Content-Language")).contains("en");
        if (field != null) {
            assertThat(json(answer).at("/errors/0/field").asString()).isEqualTo(field);
            assertThat(json(answer).at("/errors/0/detail").asString()).contains(remedy);
        }
        if (status == 405) {
            assertThat(answer.headers().firstValue("Allow").orElseThrow()).contains("GET");
        }
    }

    @Test
    void refuses_a_form_that_it_does_not_have() {
        assertProblem(send("GET", "/api/v1/lines", all(), "Accept", "image/png"), 406, "not-acceptable");
    }

    @Test
    void speaks_latvian_unless_it_is_asked_otherwise() {
        for (var language : Map.of("lv", "Tāda nav", "de", "Tāda nav", "en", "There is no such thing", ";;", "Tāda nav")
                .entrySet()) {
            assertThat(json(send("GET", "/api/v1/lines/nowhere", all(), "Accept-Language", language.getKey()))
                            .at("/title")
                            .asString())
                    .as(language.getKey())
                    .isEqualTo(language.getValue());
        }
    }

    @Test
    void quotes_nothing_of_a_request_or_a_fault() {
        var answer = send("GET", "/api/v1/lines/%3Cscript%3E", all());
        assertThat(answer.body()).doesNotContain("script>");
    }

    @Test
    void a_key_has_so_many_answers_a_minute() {
        var token = tokenFor(Scope.LINES);
        for (var i = 0; i < 120; i++) {
            assertThat(lines(token)).isEqualTo(200);
        }
        var refused = send("GET", "/api/v1/lines", token);
        assertProblem(refused, 429, "too-many-requests");
        assertThat(refused.headers().firstValue("Retry-After")).contains("61");
        SITE.clock().stop(Site.NOW.plusMinutes(1));
        assertThat(lines(token)).isEqualTo(200);
    }

    @Test
    void guessing_keys_from_an_address_becomes_slow_and_nothing_else_from_there_does() {
        var address = address();
        var statuses = new ArrayList<Integer>();
        for (var i = 0; i < 12; i++) {
            statuses.add(
                    send("GET", "/api/v1/lines", RandomTokens.token(), address).statusCode());
        }
        assertThat(statuses.getFirst()).isEqualTo(401);
        assertThat(statuses.getLast()).isEqualTo(429);
        assertThat(send("GET", "/api/v1/lines", tokenFor(Scope.LINES), address).statusCode())
                .as("a good key")
                .isEqualTo(200);
        assertThat(send("POST", "/sign-in/passkey/options", null, address).statusCode())
                .as("signing in")
                .isEqualTo(200);
    }

    @Test
    void its_description_is_openapi_3_1_and_names_every_route_with_its_scope() {
        var document = send("GET", "/api/v1/openapi", all()).body();
        var options = new ParseOptions();
        options.setResolve(true);
        var parsed = new OpenAPIV3Parser().readContents(document, null, options);
        assertThat(parsed.getMessages()).isEmpty();
        assertThat(json(document).at("/openapi").asString()).startsWith("3.1.");
        var described = new TreeSet<String>();
        parsed.getOpenAPI()
                .getPaths()
                .forEach((path, item) -> item.readOperationsMap()
                        .forEach((method, operation) -> described.add(method + " " + path + " "
                                + operation.getSecurity().stream()
                                        .flatMap((SecurityRequirement each) ->
                                                each.values().stream().flatMap(List::stream))
                                        .toList())));
        var mapped = SITE.bean(RequestMappingHandlerMapping.class).getHandlerMethods().entrySet().stream()
                .filter(each -> each.getValue().getBeanType().getName().startsWith("lv.helpline"))
                .flatMap(each -> each.getKey().getPatternValues().stream()
                        .filter(path -> path.startsWith("/api/"))
                        .flatMap(path -> each.getKey().getMethodsCondition().getMethods().stream()
                                .map(method -> method + " " + path + " "
                                        + List.of(Objects.requireNonNull(
                                                        each.getValue().getMethodAnnotation(RequiresScope.class))
                                                .value()
                                                .word()))))
                .collect(toCollection(TreeSet::new));
        assertThat(described).isEqualTo(mapped).isNotEmpty();
        assertThat(document).doesNotContain("unpkg", "jsdelivr");
    }

    /// No test can take a router its roster away: what asks for it is known by what it is made of.
    @Test
    void each_resource_that_goes_by_the_roster_is_described_to_have_none_yet() {
        assertThat(SITE.bean(RequestMappingHandlerMapping.class).getHandlerMethods().entrySet().stream()
                        .filter(each -> List.of(each.getValue()
                                        .getBeanType()
                                        .getDeclaredConstructors()[0]
                                        .getParameterTypes())
                                .contains(ApiRoster.class))
                        .flatMap(each -> each.getKey().getPatternValues().stream()))
                .hasSize(9)
                .allSatisfy(path -> assertThat(answers(path, "get").has("503")).isTrue());
    }

    @Test
    void the_description_has_the_words_of_a_resource_for_its_errors() {
        var ofATable = answers("/api/v1/roster/csv", "post");
        assertThat(ofATable.propertyNames()).contains("200", "400", "409", "413", "415", "422");
        assertThat(ofATable.at("/422/description").asString()).contains("row 7, end");
        assertThat(ofATable.at("/422/content").propertyNames()).containsExactly("application/problem+json");
        assertThat(answers("/api/v1/lines", "get").propertyNames()).doesNotContain("404", "422");
        assertThat(answers("/api/v1/recordings/takes/{id}", "post")
                        .at("/404/description")
                        .asString())
                .isEqualTo("Nobody waits for it, or not any more.");
    }

    @Test
    void each_edit_of_a_key_is_in_the_audit_under_its_owner() {
        tokenFor(Scope.STATISTICS);
        assertThat(SITE.bean(Audit.class).newest(Optional.empty(), 1))
                .singleElement()
                .satisfies(entry -> {
                    assertThat(entry.action()).isEqualTo("token-added");
                    assertThat(entry.actor()).contains(ADMINISTRATOR.id());
                    assertThat(entry.changes()).contains("statistics", "2026-12-01");
                });
    }

    private static void assertProblem(HttpResponse<String> answer, int status, String type) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).contains("application/problem+json");
        var problem = json(answer);
        assertThat(problem.at("/status").asInt()).isEqualTo(status);
        assertThat(problem.at("/type").asString()).isEqualTo("urn:helpline:problem:" + type);
        assertThat(problem.at("/title").asString()).isNotBlank();
        assertThat(problem.at("/detail").asString()).isNotBlank();
    }

    private static int lines(String token) {
        return send("GET", "/api/v1/lines", token).statusCode();
    }

    private static HttpResponse<String> bring(String place, byte[] sound, String token) {
        return send("POST", place, token, BodyPublishers.ofByteArray(sound), "Content-Type", "audio/wav");
    }

    private static HttpResponse<String> post(String place, String table) {
        return post(place, table, tokenFor(Scope.ROSTER_IMPORT));
    }

    private static HttpResponse<String> post(String place, String table, String token) {
        return send("POST", place, token, BodyPublishers.ofString(table), "Content-Type", "text/csv");
    }

    private static HttpResponse<String> get(String place, Scope scope) {
        var answer = send("GET", place, tokenFor(scope));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer;
    }

    private static String all() {
        return tokenOf(ADMINISTRATOR, EnumSet.allOf(Scope.class));
    }

    private static String tokenFor(Scope scope) {
        return tokenOf(ADMINISTRATOR, Set.of(scope));
    }

    private static String tokenOf(Account owner, Set<Scope> scopes) {
        var token = RandomTokens.token();
        add(token, owner, scopes, SITE.clock().instant().plus(Duration.ofDays(7)));
        return token;
    }

    private static int add(String token, Account owner, Set<Scope> scopes, Instant expiresAt) {
        var editResult = SITE.bean(ApiKeys.class)
                .add(
                        "Programma",
                        scopes,
                        expiresAt,
                        RandomTokens.digest(token),
                        owner.author(SITE.clock().instant()));
        return Integer.parseInt(((EditResult.Done) editResult).id());
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return json(answer.body());
    }

    private static JsonNode json(String text) {
        return JSON.readTree(text);
    }

    private static HttpResponse<String> send(String method, String place, @Nullable String token, String... headers) {
        return send(method, place, token, BodyPublishers.noBody(), headers);
    }

    /// Each from an address of its own, unless it says which.
    private static HttpResponse<String> send(
            String method, String place, @Nullable String token, BodyPublisher body, String... headers) {
        var request = HttpRequest.newBuilder(SITE.address().resolve(place)).method(method, body);
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        if (!List.of(headers).contains("X-Forwarded-For")) {
            var own = address();
            request.header(own[0], own[1]);
        }
        for (var i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        var answer = SITE.send(request.build());
        assertDescribed(method, answer);
        return answer;
    }

    /// Whatever a resource answers in any test, its description has.
    private static void assertDescribed(String method, HttpResponse<String> answer) {
        var path = answer.uri().getPath();
        description()
                .at("/paths")
                .propertyStream()
                .filter(each -> path.matches(each.getKey().replaceAll("\\{[^}]+}", "[^/]+")))
                .map(each -> answers(each.getKey(), method.toLowerCase(Locale.ROOT)))
                .filter(each -> !each.isMissingNode())
                .forEach(answers -> assertThat(answers.propertyNames())
                        .as("what %s %s is described to answer", method, path)
                        .contains(Integer.toString(answer.statusCode())));
    }

    private static JsonNode answers(String path, String method) {
        return description().path("paths").path(path).path(method).path("responses");
    }

    private static synchronized JsonNode description() {
        var known = description;
        if (known == null) {
            var own = address();
            known = json(SITE.send(HttpRequest.newBuilder(SITE.address().resolve("/api/v1/openapi"))
                    .header("Authorization", "Bearer " + all())
                    .header(own[0], own[1])
                    .build()));
            description = known;
        }
        return known;
    }

    private static String[] address() {
        var number = ADDRESSES.incrementAndGet();
        return new String[] {"X-Forwarded-For", "198.18." + number / 250 + "." + (number % 250 + 1)};
    }
}
