package lv.helpline.app;

import static java.util.stream.Collectors.toMap;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import lv.helpline.accounts.Accounts;
import lv.helpline.identity.web.KeptForms;
import lv.helpline.identity.web.OnceForms;
import lv.helpline.identity.web.Sessions;
import lv.helpline.identity.web.SignedIn;
import lv.helpline.identity.web.ToSignIn;
import lv.helpline.shared.web.LanguageName;
import lv.helpline.shared.web.Languages;
import lv.helpline.shared.web.RandomTokens;
import lv.helpline.shared.web.UnparsableFields;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpMethod;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/// What every page shows: who looks at it, and in which languages it can be had.
@ControllerAdvice
class PageModel {

    private static final String FRAME = PageModel.class.getName() + ".frame";
    private static final List<String> OF_ITS_PAGE = List.of("path", "help");

    private final Languages languages;
    private final MessageSource messages;
    private final Accounts accounts;
    private final KeptForms forms;
    private final Guides guides;

    PageModel(Languages languages, MessageSource messages, Accounts accounts, KeptForms forms, Guides guides) {
        this.languages = languages;
        this.messages = messages;
        this.accounts = accounts;
        this.forms = forms;
        this.guides = guides;
    }

    @ModelAttribute
    void everyPage(
            HttpServletRequest request,
            Locale locale,
            @AuthenticationPrincipal @Nullable SignedIn signedIn,
            Model model) {
        model.addAttribute("me", signedIn);
        model.addAttribute("enrolling", Sessions.isEnrolling(request.getSession(false)));
        model.addAttribute(
                "onlyAdministrator",
                signedIn != null
                        && request.getRequestURI().startsWith("/accounts")
                        && isTheOnlyAdministrator(signedIn));
        model.addAttribute("path", request.getRequestURI());
        model.addAttribute("again", again(request));
        if (signedIn != null) {
            model.addAttribute("help", help(request.getRequestURI(), signedIn, locale));
        }
        // A page that tells an error reads no field: it may be told of a form that cannot be read.
        if (signedIn != null
                && request.getDispatcherType() == DispatcherType.REQUEST
                && HttpMethod.GET.matches(request.getMethod())) {
            showKept(request.getParameter(KeptForms.PARAMETER), signedIn, model);
        }
        model.addAttribute("unread", UnparsableFields.NOTHING);
        model.addAttribute(OnceForms.FIELD, RandomTokens.token());
        model.addAttribute(
                "otherLanguages",
                offered(request).stream()
                        .filter(each -> !each.code().equals(locale.getLanguage()))
                        .toList());
        request.setAttribute(FRAME, Map.copyOf(known(model)));
    }

    private static Map<String, Object> known(Model model) {
        return model.asMap().entrySet().stream()
                .filter(each -> each.getValue() != null)
                .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /// Whether each page has it anew, and the page does not show it by itself. Of which page it is stays with it.
    static boolean isOfTheFrame(String name, Object shown, HttpServletRequest request) {
        return request.getAttribute(FRAME) instanceof Map<?, ?> frame
                && !OF_ITS_PAGE.contains(name)
                && shown.equals(frame.get(name));
    }

    /// What became of a form that was sent too late. In another language it is there too.
    private void showKept(@Nullable String kept, SignedIn me, Model model) {
        if (KeptForms.A_FILE.equals(kept) || KeptForms.GONE.equals(kept)) {
            model.addAttribute("kept", "kept." + kept);
        } else if (kept != null) {
            forms.find(me.id(), kept).ifPresent(form -> {
                model.addAttribute("kept", form.why().message());
                model.addAttribute("again", KeptForms.address(kept));
            });
        }
    }

    /// Where the page is to be had again, in another language: the page that failed, not the page that tells it. The
    /// answer to a form is to be had at no address, see [AnswersAgain].
    private static @Nullable String again(HttpServletRequest request) {
        if (isAnswerToAForm(request)) {
            return null;
        }
        var path = String.valueOf(Objects.requireNonNullElse(
                request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI), request.getRequestURI()));
        var page = KeptForms.pageOf(path, request.getQueryString());
        return ToSignIn.ownPath(page).equals(page) ? page : path;
    }

    /// What tells an error is asked for by GET, whatever failed.
    static boolean isAnswerToAForm(HttpServletRequest request) {
        return !HttpMethod.GET
                .name()
                .equals(Objects.requireNonNullElse(
                        request.getAttribute(RequestDispatcher.ERROR_METHOD), request.getMethod()));
    }

    /// The section of the guide that is about the page.
    private String help(String path, SignedIn me, Locale locale) {
        return "/guide"
                + guides.about(path, GuideController.readerOf(me), locale)
                        .map(section -> "#" + section.id())
                        .orElse("");
    }

    /// Until a second can sign in, *Now* says so, and the pages where one is added.
    private boolean isTheOnlyAdministrator(SignedIn signedIn) {
        return signedIn.isAdministrator() && accounts.administrators() < 2;
    }

    private List<LanguageName> offered(HttpServletRequest request) {
        return languages.offered(request).stream()
                .map(locale ->
                        new LanguageName(locale.getLanguage(), messages.getMessage("language.own-name", null, locale)))
                .toList();
    }
}
