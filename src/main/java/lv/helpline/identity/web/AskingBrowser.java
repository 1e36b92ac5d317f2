package lv.helpline.identity.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Optional;
import lv.helpline.shared.web.RandomTokens;
import lv.helpline.shared.web.WebProperties;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;
import org.springframework.web.util.WebUtils;

/// Names the browser in which somebody asks for a mailed link, by a cookie that lasts as long as the link. The code
/// beside the link is good in that browser only: whoever else reads the mail has no use for it. Whoever has asked in
/// the name of somebody else still lacks the mail, which tells its reader to keep the code.
@Component
class AskingBrowser {

    private final boolean secure;
    private final String cookie;

    AskingBrowser(WebProperties properties) {
        secure = properties.isSecure();
        cookie = properties.cookie("m");
    }

    /// Its name, 256 random bits in base64; empty where nobody has asked of late.
    Optional<String> of(HttpServletRequest request) {
        return Optional.ofNullable(WebUtils.getCookie(request, cookie))
                .map(sent -> sent.getValue())
                .filter(name -> name.matches("[A-Za-z0-9_-]{43}"));
    }

    /// Its name, the same as before when somebody asked before: the code of either mail is good then.
    String remember(HttpServletRequest request, HttpServletResponse response) {
        var name = of(request).orElseGet(RandomTokens::token);
        write(name, LinkMaker.MAILED, response);
        return name;
    }

    void forget(HttpServletResponse response) {
        write("", Duration.ZERO, response);
    }

    private void write(String name, Duration lasting, HttpServletResponse response) {
        response.addHeader(
                HttpHeaders.SET_COOKIE,
                ResponseCookie.from(cookie, name)
                        .path("/")
                        .httpOnly(true)
                        .secure(secure)
                        .sameSite("Strict")
                        .maxAge(lasting)
                        .build()
                        .toString());
    }
}
