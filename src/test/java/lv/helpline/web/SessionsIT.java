package lv.helpline.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import lv.helpline.admin.Account;
import lv.helpline.admin.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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

    @ParameterizedTest
    @ValueSource(strings = {"/public", "/public/en", "/report", "/feed/none.ics", "/css/helpline.css"})
    void what_looks_at_nobody_reads_no_session(String address) {
        var account = SITE.somebody(Role.ADMINISTRATOR);
        var visitor = Stranger.signedIn(SITE, account);
        var seenBefore = lastSeen();
        breakSessions(account);
        assertThat(visitor.get(address).statusCode()).isNotEqualTo(500);
        assertThat(broken()).as("nobody has found it broken").isPositive();
        assertThat(lastSeen()).isEqualTo(seenBefore);
        visitor.get("/now");
    }

    /// Nothing that Java, or anything else, reads.
    private static void breakSessions(Account account) {
        SITE.books().sql("""
            update spring_session_attributes set attribute_bytes = '\\xdeadbeef' where session_primary_id in
                (select primary_id from spring_session where principal_name = ?)
            """).param(account.id().toString()).update();
    }

    private static int broken() {
        return SITE.books()
                .sql("select count(*) from spring_session_attributes where attribute_bytes = '\\xdeadbeef'")
                .query(Integer.class)
                .single();
    }

    private static long lastSeen() {
        return SITE.books()
                .sql("select max(last_access_time) from spring_session")
                .query(Long.class)
                .single();
    }
}
