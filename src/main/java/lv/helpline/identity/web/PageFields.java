package lv.helpline.identity.web;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.servlet.support.RequestContextUtils;
import org.springframework.web.servlet.support.RequestDataValueProcessor;

/// Adds [KeptForms#FIELD] to each form that has a token of its session.
final class PageFields implements RequestDataValueProcessor {

    /// An attribute of the request: a page may have hundreds of forms.
    private static final String MADE = PageFields.class.getName() + ".made";

    private final RequestDataValueProcessor tokens;
    private final KeptForms forms;

    PageFields(RequestDataValueProcessor tokens, KeptForms forms) {
        this.tokens = tokens;
        this.forms = forms;
    }

    @Override
    public @Nullable Map<String, String> getExtraHiddenFields(HttpServletRequest request) {
        var fields = tokens.getExtraHiddenFields(request);
        if (fields == null || fields.isEmpty()) {
            return fields;
        }
        var all = new HashMap<>(fields);
        field(request).ifPresent(field -> all.put(KeptForms.FIELD, field));
        return all;
    }

    private Optional<String> field(HttpServletRequest request) {
        if (request.getAttribute(MADE) instanceof String made) {
            return Optional.of(made);
        }
        var field = origin(request).map(forms::signed);
        field.ifPresent(made -> request.setAttribute(MADE, made));
        return field;
    }

    /// A form that is shown again because it was refused is had from the page on which it was filled in. What is on a
    /// page that tells an error is none that anybody fills in.
    private Optional<KeptForms.Origin> origin(HttpServletRequest request) {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication == null
                || !(authentication.getPrincipal() instanceof SignedIn me)
                || request.getDispatcherType() != DispatcherType.REQUEST) {
            return Optional.empty();
        }
        return HttpMethod.GET.matches(request.getMethod())
                ? Optional.of(new KeptForms.Origin(
                        me.id(),
                        RequestContextUtils.getLocale(request).getLanguage(),
                        KeptForms.pageOf(request.getRequestURI(), request.getQueryString())))
                : forms.originOf(request).filter(before -> before.account().equals(me.id()));
    }

    @Override
    public String processAction(HttpServletRequest request, String action, String method) {
        return tokens.processAction(request, action, method);
    }

    @Override
    public String processFormFieldValue(HttpServletRequest request, @Nullable String name, String value, String type) {
        return tokens.processFormFieldValue(request, name, value, type);
    }

    @Override
    public String processUrl(HttpServletRequest request, String url) {
        return tokens.processUrl(request, url);
    }
}
