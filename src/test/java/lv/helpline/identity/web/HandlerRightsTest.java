package lv.helpline.identity.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.stream.Stream;
import lv.helpline.accounts.Role;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerExecutionChain;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.resource.ResourceHttpRequestHandler;
import org.springframework.web.socket.handler.ExceptionWebSocketHandlerDecorator;
import org.springframework.web.socket.handler.TextWebSocketHandler;
import org.springframework.web.socket.server.support.WebSocketHttpRequestHandler;

/// What [RolesIT] cannot try, as no controller of ours is so.
class HandlerRightsTest {

    static class SaysNothing {
        void page() {}
    }

    @AllowedTo
    static class ForWhoIsSignedIn extends SaysNothing {}

    @AllowedTo({Role.ADMINISTRATOR, Role.COORDINATOR})
    static class ForTwo extends SaysNothing {
        @AllowedTo(Role.ADMINISTRATOR)
        void narrower() {}
    }

    @AllowedTo(Role.CONSULTANT)
    static class Socket extends TextWebSocketHandler {}

    @Test
    void a_handler_that_says_nothing_is_for_nobody() throws Exception {
        assertThat(let(method(new SaysNothing(), "page"))).isEmpty();
        assertThat(let(new WebSocketHttpRequestHandler(new TextWebSocketHandler())))
                .isEmpty();
    }

    @Test
    void a_class_says_whom_it_is_for_and_a_method_before_it() throws Exception {
        assertThat(let(method(new ForWhoIsSignedIn(), "page"))).containsExactly(Role.values());
        assertThat(let(method(new ForTwo(), "page"))).containsExactly(Role.ADMINISTRATOR, Role.COORDINATOR);
        assertThat(let(method(new ForTwo(), "narrower"))).containsExactly(Role.ADMINISTRATOR);
    }

    @Test
    void a_socket_is_for_whom_its_handler_says() {
        var wrapped = new ExceptionWebSocketHandlerDecorator(new Socket());

        assertThat(let(new WebSocketHttpRequestHandler(wrapped))).containsExactly(Role.CONSULTANT);
    }

    @Test
    void files_and_what_nothing_handles_are_for_whoever_is_signed_in() {
        assertThat(let(new ResourceHttpRequestHandler())).containsExactly(Role.values());
        assertThat(let(null)).containsExactly(Role.values());
        assertThat(decision(Role.CONSULTANT, _ -> {
                    throw new HttpRequestMethodNotSupportedException("PUT");
                }))
                .isTrue();
    }

    private static HandlerMethod method(Object controller, String name) throws NoSuchMethodException {
        var type = controller.getClass();
        var method = name.equals("page") ? SaysNothing.class.getDeclaredMethod(name) : type.getDeclaredMethod(name);
        return new HandlerMethod(controller, method);
    }

    /// Whom a handler lets in; of strangers none.
    private static Stream<Role> let(@Nullable Object handler) {
        HandlerMapping mapping = _ -> handler == null ? null : new HandlerExecutionChain(handler);
        assertThat(granted(null, mapping)).isFalse();
        return Stream.of(Role.values()).filter(role -> decision(role, mapping));
    }

    private static boolean decision(Role role, HandlerMapping mapping) {
        return granted(new TestingAuthenticationToken("somebody", "", "ROLE_" + role.name()), mapping);
    }

    private static boolean granted(@Nullable Authentication who, HandlerMapping mapping) {
        var beans = new StaticListableBeanFactory();
        beans.addBean("mapping", mapping);
        var asked = new RequestAuthorizationContext(new MockHttpServletRequest("GET", "/page"));
        return Optional.ofNullable(
                        new HandlerRights(beans.getBeanProvider(HandlerMapping.class)).authorize(() -> who, asked))
                .map(AuthorizationResult::isGranted)
                .orElseThrow();
    }
}
