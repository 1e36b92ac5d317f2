package lv.helpline.identity.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import lv.helpline.shared.web.NowFeedEvents;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.web.util.UriComponentsBuilder;

/// Sends whoever has not signed in to do so, and back to the page that they wanted. Htmx is told so
/// by a header, and a page that follows what happens by the event that ends it.
public final class ToSignIn implements AuthenticationEntryPoint {

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException refused)
            throws IOException {
        send(request, response);
    }

    void send(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (request.getHeader("HX-Request") != null) {
            response.setHeader("HX-Redirect", "/sign-in");
            response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
        } else if (MediaType.TEXT_EVENT_STREAM_VALUE.equals(request.getHeader(HttpHeaders.ACCEPT))) {
            response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
            response.setCharacterEncoding(StandardCharsets.UTF_8);
            response.getWriter().write("event:" + NowFeedEvents.OVER + "\ndata:\n\n");
        } else {
            response.sendRedirect(address(request));
        }
    }

    private static String address(HttpServletRequest request) {
        if (!HttpMethod.GET.matches(request.getMethod())) {
            return address("/");
        }
        var query = request.getQueryString();
        return address(request.getRequestURI() + (query == null ? "" : "?" + query));
    }

    /// The page to sign in on, and then to go on to another.
    static String address(String to) {
        var address = UriComponentsBuilder.fromPath("/sign-in");
        return to.equals("/")
                ? address.toUriString()
                : address.queryParam("to", "{to}").encode().buildAndExpand(to).toUriString();
    }

    /// A path of ours, or the first page: nobody is sent to another site by a link that begins here.
    public static String ownPath(String to) {
        return to.matches("/[a-z][A-Za-z0-9/_?&=%.:+-]*") ? to : "/";
    }
}
