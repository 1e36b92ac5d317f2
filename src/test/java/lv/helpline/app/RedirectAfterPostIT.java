package lv.helpline.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.TreeSet;
import lv.helpline.accounts.Role;
import lv.helpline.testing.pages.RedirectAfterPost;
import lv.helpline.testing.pages.Site;
import lv.helpline.testing.pages.Slice;
import lv.helpline.testing.pages.Stranger;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/// Which forms may be answered by a page. That no other one is, is held by [RedirectAfterPost] in all tests of pages.
class RedirectAfterPostIT {

    private static final Site SITE = Slice.shared();

    @Test
    void only_what_shows_a_secret_once_may_answer_a_form_by_a_page() {
        var excepted = new TreeSet<String>();
        forms().forEach((path, handler) -> {
            if (RedirectAfterPost.isOnce(handler)) {
                excepted.add(path);
            } else {
                assertThatThrownBy(() -> answer(handler, 200, "page"))
                        .as(path)
                        .isInstanceOf(IllegalStateException.class);
            }
            assertThatCode(() -> answer(handler, 422, "page")).as(path).doesNotThrowAnyException();
            assertThatCode(() -> answer(handler, 200, "redirect:/page"))
                    .as(path)
                    .doesNotThrowAnyException();
        });
        assertThat(excepted)
                .containsExactly(
                        "/account/recovery-codes",
                        "/accounts/new",
                        "/accounts/{id}",
                        "/accounts/{id}/invite",
                        "/accounts/{id}/lost-phone",
                        "/duty/feed",
                        "/duty/number-code",
                        "/language/again",
                        "/people/{id}/number-code",
                        "/people/{id}/pin",
                        "/sign-in/again",
                        "/tokens/new");
    }

    /// What these did once more, when their answer was reloaded: mail a link, report a phone lost, upload a table.
    @Test
    void what_used_to_answer_by_a_page_leads_on() {
        var stranger = new Stranger(SITE);
        var mailed = stranger.post("/sign-in/link", Map.of("email", "x@example.org", "lang", "en", "to", "/lines"));
        assertThat(mailed.headers().firstValue("Location")).contains("/sign-in?to=%2Flines&sent=true&lang=en");
        assertThat(stranger.follow(mailed).body()).contains("If we know this address", "action=\"/sign-in/code\"");

        var consultant = Stranger.signedIn(SITE, SITE.somebody(Role.CONSULTANT));
        var confirming = consultant.postWithToken("/confirm/link", Map.of("to", "/account"));
        assertThat(confirming.headers().firstValue("Location")).contains("/confirm?to=%2Faccount&sent=true");
    }

    private static void answer(HandlerMethod handler, int status, String view) {
        var response = new MockHttpServletResponse();
        response.setStatus(status);
        new RedirectAfterPost()
                .postHandle(
                        new MockHttpServletRequest(HttpMethod.POST.name(), "/"),
                        response,
                        handler,
                        new ModelAndView(view));
    }

    /// By their addresses.
    private static Map<String, HandlerMethod> forms() {
        var forms = new java.util.TreeMap<String, HandlerMethod>();
        SITE.bean(RequestMappingHandlerMapping.class).getHandlerMethods().forEach((mapping, handler) -> {
            if (mapping.getMethodsCondition().getMethods().contains(RequestMethod.POST)
                    && handler.getReturnType().getParameterType() == String.class) {
                mapping.getPatternValues().forEach(path -> forms.put(path, handler));
            }
        });
        assertThat(forms).containsKeys("/calendar", "/sign-in/link", "/roster/save");
        return forms;
    }
}
