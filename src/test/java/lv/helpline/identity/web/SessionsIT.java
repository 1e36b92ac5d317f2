package lv.helpline.identity.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import lv.helpline.accounts.Account;
import lv.helpline.accounts.Role;
import lv.helpline.shared.web.Languages;
import lv.helpline.testing.pages.Site;
import lv.helpline.testing.pages.Slice;
import lv.helpline.testing.pages.Stranger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A session that cannot be read is none, and what looks at nobody reads none.
class SessionsIT {

    private static final Site SITE = Slice.shared();

    @Test
    void whoever_has_a_session_that_cannot_be_read_signs_in_again() {
        var account = SITE.somebody(Role.ADMINISTRATOR);
        var visitor = Stranger.signedIn(SITE, account);
        assertThat(visitor.get("/now").statusCode()).isEqualTo(200);
        breakSessions(account);
        for (var address : List.of("/sign-in", "/public", "/css/helpline.css")) {
            assertThat(visitor.get(address).statusCode()).as(address).isNotEqualTo(500);
        }
        var answer = visitor.get("/now");
        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(answer.headers().firstValue("Location").orElseThrow()).startsWith("/sign-in");
        assertThat(broken()).as("it is ended").isZero();
    }

    /// What somebody could write into the table who may write there, and what a router of before has written.
    static Stream<Arguments> rows() {
        var person = "SPRING_SECURITY_CONTEXT";
        var json = "{\"is\":\"Text\",\"text\":\"x\"}";
        return Stream.of(
                Arguments.of("a set of sets, which Java reads for years", person, setOfSets()),
                Arguments.of("another of them", Languages.IN_SESSION, setOfSets()),
                Arguments.of("a number as Java writes it", Sessions.SEEN_AT, serialized(5L)),
                Arguments.of("nothing", person, new byte[0]),
                Arguments.of("a class by its name", person, "{\"is\":\"java.util.HashMap\"}".getBytes(UTF_8)),
                Arguments.of("a kind of another attribute", Sessions.SEEN_AT, json.getBytes(UTF_8)),
                Arguments.of("a text where the person is", person, json.getBytes(UTF_8)),
                Arguments.of(
                        "deep", person, "[".repeat(SessionAttributes.MOST_BYTES).getBytes(UTF_8)),
                Arguments.of(
                        "one byte too many",
                        Languages.IN_SESSION,
                        ("{\"is\":\"Text\",\"text\":\"" + "x".repeat(SessionAttributes.MOST_BYTES - 22) + "\"}")
                                .getBytes(UTF_8)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    @Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void a_row_that_we_have_not_written_is_no_session(String what, String attribute, byte[] row) {
        var account = SITE.somebody(Role.ADMINISTRATOR);
        var visitor = Stranger.signedIn(SITE, account);
        write(account, attribute, row);
        var answer = visitor.get("/now");
        assertThat(answer.statusCode()).as(what).isEqualTo(302);
        assertThat(answer.headers().firstValue("Location").orElseThrow()).startsWith("/sign-in");
        assertThat(sessionsOf(account)).as("it is ended").isZero();
    }

    @Test
    void an_attribute_that_we_do_not_know_ends_its_session() {
        var account = SITE.somebody(Role.ADMINISTRATOR);
        var visitor = Stranger.signedIn(SITE, account);
        SITE.database().sql("""
            insert into spring_session_attributes select primary_id, 'other', convert_to('{"is":"Flag","flag":true}', 'UTF8')
            from spring_session where principal_name = ?
            """).param(account.id().toString()).update();
        assertThat(visitor.get("/now").statusCode()).isEqualTo(302);
        assertThat(sessionsOf(account)).isZero();
    }

    @Test
    void a_huge_row_takes_no_memory() {
        var account = SITE.somebody(Role.ADMINISTRATOR);
        var visitor = Stranger.signedIn(SITE, account);
        visitor.get("/sign-in");
        SITE.database().sql("""
            update spring_session_attributes set attribute_bytes = convert_to(repeat('x', 50000000), 'UTF8')
            where session_primary_id in (select primary_id from spring_session where principal_name = ?)
            """).param(account.id().toString()).update();
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        var before = threads.getCurrentThreadAllocatedBytes();
        assertThat(visitor.get("/now").statusCode()).isEqualTo(302);
        assertThat(threads.getCurrentThreadAllocatedBytes() - before)
                .as("bytes")
                .isLessThan(20_000_000);
        assertThat(sessionsOf(account)).isZero();
    }

    /// With everything that a session ever has.
    @Test
    void what_a_session_has_is_small_json() {
        var account = SITE.somebody(Role.ADMINISTRATOR);
        var visitor = Stranger.signedIn(SITE, account);
        visitor.get("/account/password");
        visitor.postWithToken("/account/passkeys/options", Map.of());
        visitor.postWithToken("/confirm/passkey/options", Map.of());
        // There is no such key, which the next page says.
        visitor.postWithToken("/tokens/999999/revoke", Map.of());
        var kept = SITE.database()
                .sql("""
            select attribute_name, convert_from(attribute_bytes, 'UTF8')::jsonb ->> 'is' as kind, octet_length(attribute_bytes)
            from spring_session_attributes join spring_session on primary_id = session_primary_id
            where principal_name = ?
            """)
                .param(account.id().toString())
                .query((row, _) -> {
                    assertThat(row.getInt(3)).as(row.getString(1)).isLessThan(1024);
                    return row.getString(1).replaceAll(".*[.]", "") + " " + row.getString(2);
                })
                .list();
        assertThat(kept)
                .containsExactlyInAnyOrder(
                        "SPRING_SECURITY_CONTEXT Person",
                        "CSRF_TOKEN FormToken",
                        "FLASH_MAPS Flashes",
                        "signedInAt Whole",
                        "seenAt Whole",
                        "provedAt Whole",
                        "language Text",
                        "newTotpSecret Text",
                        "passkeyCreation Text",
                        "passkeyRequest Text");
    }

    /// Of 32 sets, each with the one below twice: reading it takes 2 to the 32nd steps.
    private static byte[] setOfSets() {
        var whole = new HashSet<Object>();
        Set<Object> one = whole;
        Set<Object> other = new HashSet<>();
        for (var level = 0; level < 32; level++) {
            Set<Object> nextOne = new HashSet<>(Set.of("x"));
            Set<Object> nextOther = new HashSet<>();
            one.add(nextOne);
            one.add(nextOther);
            other.add(nextOne);
            other.add(nextOther);
            one = nextOne;
            other = nextOther;
        }
        return serialized(whole);
    }

    private static byte[] serialized(Object object) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new ObjectOutputStream(bytes)) {
            out.writeObject(object);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    private static void write(Account account, String attribute, byte[] row) {
        assertThat(SITE.database()
                        .sql("""
                            update spring_session_attributes set attribute_bytes = ? where attribute_name = ?
                            and session_primary_id in (select primary_id from spring_session where principal_name = ?)
                            """)
                        .params(row, attribute, account.id().toString())
                        .update())
                .isOne();
    }

    private static int sessionsOf(Account account) {
        return SITE.database()
                .sql("select count(*) from spring_session where principal_name = ?")
                .param(account.id().toString())
                .query(Integer.class)
                .single();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/public", "/public/en", "/report", "/feed/none.ics", "/css/helpline.css"})
    void what_looks_at_nobody_reads_no_session(String address) {
        var account = SITE.somebody(Role.ADMINISTRATOR);
        var visitor = Stranger.signedIn(SITE, account);
        breakSessions(account);
        var asked = SITE.statements()
                .during(() -> assertThat(visitor.get(address).statusCode()).isNotEqualTo(500));
        assertThat(asked).noneMatch(sql -> sql.contains("spring_session"));
        assertThat(broken()).as("nobody has found it broken").isPositive();
        visitor.get("/now");
    }

    /// Nothing that Java, or anything else, reads.
    private static void breakSessions(Account account) {
        SITE.database().sql("""
            update spring_session_attributes set attribute_bytes = '\\xdeadbeef' where session_primary_id in
                (select primary_id from spring_session where principal_name = ?)
            """).param(account.id().toString()).update();
    }

    private static int broken() {
        return SITE.database()
                .sql("select count(*) from spring_session_attributes where attribute_bytes = '\\xdeadbeef'")
                .query(Integer.class)
                .single();
    }
}
