package lv.helpline.app;

import java.util.Locale;
import lv.helpline.identity.web.AllowedTo;
import lv.helpline.identity.web.SignedIn;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/// The guide for whoever asks, in their language.
@Controller
@AllowedTo
class GuideController {

    private final Guides guides;

    GuideController(Guides guides) {
        this.guides = guides;
    }

    @GetMapping("/guide")
    String guide(@AuthenticationPrincipal SignedIn me, Locale locale, Model model) {
        model.addAttribute("guide", guides.of(readerOf(me), locale));
        model.addAttribute("written", guides.language(readerOf(me), locale).getLanguage());
        return "guide";
    }

    static String readerOf(SignedIn me) {
        return me.isConsultant() ? "consultant" : "administrator";
    }
}
