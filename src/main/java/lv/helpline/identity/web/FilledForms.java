package lv.helpline.identity.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

/// Fills a kept form in on its page, when the address of the page says which: what was typed is there again, and the
/// word why stands in the form. So no page has to know of it, and it needs no script.
///
/// A form that comes in as it should is kept no more.
final class FilledForms extends OncePerRequestFilter {

    private final KeptForms forms;

    FilledForms(KeptForms forms) {
        this.forms = forms;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication == null || !(authentication.getPrincipal() instanceof SignedIn me)) {
            chain.doFilter(request, response);
            return;
        }
        if (HttpMethod.POST.matches(request.getMethod())) {
            forms.forget(me.id(), KeptForms.actionOf(request));
        }
        var kept = HttpMethod.GET.matches(request.getMethod())
                ? forms.find(me.id(), request.getParameter(KeptForms.PARAMETER))
                : Optional.<KeptForms.Kept>empty();
        if (kept.isEmpty()) {
            chain.doFilter(request, response);
            return;
        }
        var page = new ContentCachingResponseWrapper(response);
        chain.doFilter(request, page);
        if (page.getStatus() == HttpStatus.OK.value()
                && page.getContentType() != null
                && MediaType.TEXT_HTML.includes(MediaType.parseMediaType(page.getContentType()))) {
            var filled = filled(new String(page.getContentAsByteArray(), UTF_8), kept.get());
            page.resetBuffer();
            page.getOutputStream().write(filled.getBytes(UTF_8));
        }
        page.copyBodyToResponse();
    }

    /// @param html a page whose element with the id `kept` has the word why, and in `data-lost` what is said instead
    ///             when the page has no such form any more
    static String filled(String html, KeptForms.Kept kept) {
        var page = Jsoup.parse(html);
        page.outputSettings().prettyPrint(false);
        var word = Objects.requireNonNull(page.getElementById("kept"), "each page says why");
        var form = formOf(page, kept);
        if (form.isPresent()) {
            fill(form.get(), kept.fields());
            if (!form.get().select("input:not([type=hidden]), select, textarea").isEmpty()) {
                var aside = Objects.requireNonNull(word.parent());
                form.get().prependChild(word);
                aside.remove();
                form.get().parents().select("details").attr("open", "");
                form.get().select("details").attr("open", "");
            }
        } else {
            word.text(word.attr("data-lost"));
        }
        word.removeAttr("data-lost");
        return page.outerHtml();
    }

    /// A page may have many forms for the same address, which differ in what they do not show.
    private static Optional<Element> formOf(Document page, KeptForms.Kept kept) {
        return page.select("form[method=post]").stream()
                .filter(form -> form.attr("action").equals(kept.action()))
                .max(Comparator.comparingLong(form -> form.select("input[type=hidden]").stream()
                        .filter(hidden -> kept.fields()
                                .getOrDefault(hidden.attr("name"), List.of())
                                .contains(hidden.val()))
                        .count()));
    }

    /// What is not shown is as it was, too: that a colleague has saved something since is found by it.
    private static void fill(Element form, Map<String, List<String>> typed) {
        Map<String, Deque<String>> left = new HashMap<>();
        typed.forEach((name, values) -> left.put(name, new ArrayDeque<>(values)));
        for (var field : form.select("input[name], select[name], textarea[name]")) {
            var name = field.attr("name");
            if (KeptForms.NEVER_KEPT.contains(name)) {
                continue;
            }
            var values = typed.getOrDefault(name, List.of());
            switch (field.tagName() + " " + field.attr("type")) {
                case "input checkbox", "input radio" ->
                    mark(field, "checked", values.contains(field.hasAttr("value") ? field.val() : "on"));
                case "input submit", "input button", "input file", "input password" -> {}
                case "select " -> {
                    for (var option : field.select("option")) {
                        mark(
                                option,
                                "selected",
                                values.contains(option.hasAttr("value") ? option.val() : option.text()));
                    }
                }
                default -> {
                    var next = left.getOrDefault(name, new ArrayDeque<>()).pollFirst();
                    if (next != null) {
                        field.val(next);
                    }
                }
            }
        }
    }

    private static void mark(Element element, String mark, boolean set) {
        if (set) {
            element.attr(mark, "");
        } else {
            element.removeAttr(mark);
        }
    }
}
