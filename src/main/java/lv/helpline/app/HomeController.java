package lv.helpline.app;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import lv.helpline.accounts.Accounts;
import lv.helpline.identity.web.AllowedTo;
import lv.helpline.identity.web.SignedIn;
import lv.helpline.identity.web.ToSignIn;
import lv.helpline.roster.Language;
import lv.helpline.shared.web.Languages;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// The first page of each role, and the language of all.
@Controller
@AllowedTo
class HomeController {

    private final Languages languages;
    private final Accounts accounts;
    private final AnswersAgain answers;

    HomeController(Languages languages, Accounts accounts, AnswersAgain answers) {
        this.languages = languages;
        this.accounts = accounts;
        this.answers = answers;
    }

    @GetMapping("/")
    String first(@AuthenticationPrincipal SignedIn me) {
        return "redirect:" + pageOf(me);
    }

    static String pageOf(SignedIn me) {
        return me.isConsultant() ? "/duty" : "/now";
    }

    @PostMapping("/language")
    String setLanguage(
            @RequestParam String code,
            @RequestParam(defaultValue = "/") String to,
            @AuthenticationPrincipal SignedIn me,
            HttpServletRequest request) {
        languages.find(code, request).ifPresent(known -> setLanguage(known, me, request));
        return "redirect:" + ToSignIn.ownPath(to);
    }

    /// The answer to a form, in the language that the field [Languages#IN_ADDRESS] asks for. Reloading it does nothing
    /// else.
    @PostMapping({"/language/again", "/sign-in/again"})
    String again(
            @RequestParam String sealed,
            @AuthenticationPrincipal @Nullable SignedIn me,
            Locale locale,
            HttpServletRequest request,
            Model model) {
        if (me != null) {
            setLanguage(locale, me, request);
        }
        var shown = answers.open(sealed);
        shown.ifPresent(again -> model.addAllAttributes(again.words()));
        return shown.map(AnswersAgain.Answer::view).orElse("redirect:/");
    }

    private void setLanguage(Locale language, SignedIn me, HttpServletRequest request) {
        accounts.setLanguage(me.id(), new Language(language.getLanguage()));
        request.getSession().setAttribute(Languages.IN_SESSION, language.getLanguage());
    }
}
