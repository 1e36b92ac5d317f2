package lv.helpline.testing.pages;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Set;
import java.util.stream.Stream;
import lv.helpline.identity.web.OnceForms;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/// Holds in each test of the pages: a form that was carried out leads to a page, and has none as its answer, for a
/// browser that reloads such an answer sends the form again. Excepted are forms that are refused, those of [OnceForms],
/// which a browser may send again, and an answer that is read in another language.
public final class RedirectAfterPost implements HandlerInterceptor {

    public static WebMvcConfigurer everywhere() {
        return new WebMvcConfigurer() {
            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                registry.addInterceptor(new RedirectAfterPost());
            }
        };
    }

    /// @throws IllegalStateException for a page as the answer to a form that was carried out
    @Override
    public void postHandle(
            HttpServletRequest request, HttpServletResponse response, Object handler, @Nullable ModelAndView answer) {
        if (HttpMethod.POST.matches(request.getMethod())
                && handler instanceof HandlerMethod method
                && !isOnce(method)
                && answer != null
                && answer.getViewName() != null
                && !answer.getViewName().startsWith("redirect:")
                && response.getStatus() < HttpStatus.BAD_REQUEST.value()) {
            throw new IllegalStateException(method + " answers a form with " + answer.getViewName());
        }
    }

    public static boolean isOnce(HandlerMethod method) {
        return Stream.of(method.getMethod().getParameters())
                .anyMatch(parameter -> Set.of(OnceForms.FIELD, "sealed").contains(parameter.getName()));
    }
}
