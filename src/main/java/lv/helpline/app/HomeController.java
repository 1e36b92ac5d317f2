package lv.helpline.app;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import lv.helpline.accounts.Accounts;
import lv.helpline.identity.web.SignedIn;
import lv.helpline.identity.web.ToSignIn;
import lv.helpline.roster.Language;
import lv.helpline.shared.web.Languages;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// The first page of each role, and the language of all.
@Controller
class HomeController {

    private final Languages languages;
    private final Accounts accounts;

    HomeController(Languages languages, Accounts accounts) {
        this.languages = languages;
        this.accounts = accounts;
    }

    @GetMapping("/")
    String first(@AuthenticationPrincipal SignedIn me) {
        return "redirect:" + pageOf(me);
    }

    static String pageOf(SignedIn me) {
        return me.isConsultant() ? "/duty" : "/now";
    }

    @PostMapping("/language")
    String speak(
            @RequestParam String code,
            @RequestParam(defaultValue = "/") String to,
            @AuthenticationPrincipal SignedIn me,
            HttpServletRequest request) {
        languages.find(code).map(Locale::getLanguage).ifPresent(known -> {
            accounts.speak(me.id(), new Language(known));
            request.getSession().setAttribute(Languages.IN_SESSION, known);
        });
        return "redirect:" + ToSignIn.ownPath(to);
    }
}
