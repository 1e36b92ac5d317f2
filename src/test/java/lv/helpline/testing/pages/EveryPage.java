package lv.helpline.testing.pages;

import java.util.Set;
import java.util.TreeSet;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/// The addresses of whatever can be looked at, a page added later too.
public final class EveryPage {

    private EveryPage() {}

    /// Patterns, such as `/people/{id}`.
    public static Set<String> of(Site site) {
        var pages = new TreeSet<String>();
        site.bean(RequestMappingHandlerMapping.class).getHandlerMethods().forEach((mapping, method) -> {
            var methods = mapping.getMethodsCondition().getMethods().toString();
            var live = mapping.getProducesCondition().getProducibleMediaTypes().contains(MediaType.TEXT_EVENT_STREAM);
            if (methods.contains("GET") && !live && !method.getBeanType().isAnnotationPresent(RestController.class)) {
                pages.addAll(mapping.getPatternValues());
            }
        });
        pages.removeIf(page -> page.startsWith("/api/") || page.contains("{token}"));
        return pages;
    }
}
