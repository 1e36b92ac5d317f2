package lv.helpline.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.util.List;
import java.util.Map;
import lv.helpline.accounts.Role;
import lv.helpline.testing.pages.Stranger;
import lv.helpline.testing.pages.WholeSite;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/// What browsers are sent where the pages are behind a proxy that speaks https.
@ExtendWith(OutputCaptureExtension.class)
class HttpsIT {

    private static final WholeSite SITE = WholeSite.behindHttps();

    @AfterAll
    static void close() {
        SITE.close();
    }

    @Test
    void cookies_are_of_this_host_only_and_as_lasting_as_they_say() {
        var account = SITE.somebody(Role.CONSULTANT);
        var answer = new Stranger(SITE).post("/link", Map.of("token", Stranger.tokenOf(SITE.linkFor(account))));
        assertThat(answer.headers().allValues("Set-Cookie"))
                .hasSize(2)
                .allSatisfy(cookie -> assertThat(cookie)
                        .startsWith("__Host-")
                        .contains("Secure", "HttpOnly", "Path=/", "SameSite=")
                        .doesNotContain("Domain"))
                .anySatisfy(cookie -> assertThat(cookie).startsWith("__Host-s=").contains("Max-Age=2592000;"))
                .anySatisfy(cookie -> assertThat(cookie).startsWith("__Host-d=").contains("Max-Age=31536000;"));
        var administrator = new Stranger(SITE)
                .post("/link", Map.of("token", Stranger.tokenOf(SITE.linkFor(SITE.somebody(Role.ADMINISTRATOR)))));
        assertThat(administrator.headers().allValues("Set-Cookie"))
                .anySatisfy(cookie -> assertThat(cookie).startsWith("__Host-s=").doesNotContain("Max-Age", "Expires"));
    }

    @Test
    void signing_out_takes_the_session_s_cookie_away() {
        var someone = Stranger.signedIn(SITE, SITE.somebody(Role.COORDINATOR));
        assertThat(someone.cookie()).startsWith("__Host-s=");
        var answer = someone.postWithToken("/sign-out", Map.of());
        assertThat(answer.headers().allValues("Set-Cookie"))
                .singleElement()
                .satisfies(cookie ->
                        assertThat(cookie).startsWith("__Host-s=;").contains("Max-Age=0", "Secure", "Path=/"));
        assertThat(answer.headers().firstValue("Location")).contains("/sign-in");
        assertThat(someone.cookie()).isNull();
    }

    /// Only what a proxy of ours says is believed: who comes directly is who they are.
    @Test
    void whom_a_proxy_names_is_believed_and_a_request_without_a_proxy_is_told_of_once(CapturedOutput output) {
        for (var address : List.of("203.0.113.1", "203.0.113.2", "203.0.113.3", "203.0.113.4", "203.0.113.5")) {
            assertThat(new Stranger(SITE, address)
                            .post("/sign-in/password", Map.of("email", "x@example.org", "password", "x", "code", "1"))
                            .statusCode())
                    .isEqualTo(401);
        }
        assertThat(output).doesNotContain("helpline.web.proxies");
        for (var tries = 0; tries < 2; tries++) {
            SITE.send(HttpRequest.newBuilder(SITE.address().resolve("/sign-in/link"))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(HttpRequest.BodyPublishers.ofString("email=x"))
                    .build());
        }
        assertThat(output.toString().split("helpline.web.proxies", -1)).hasSize(2);
    }
}
