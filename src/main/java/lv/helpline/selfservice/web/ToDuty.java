package lv.helpline.selfservice.web;

import lv.helpline.shared.Saved;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// Leads consultants back to their duties, with a word on what became of what they asked for.
final class ToDuty {

    private ToDuty() {}

    /// @param done the message's key when it is in the books
    static String answer(Saved saved, String done, RedirectAttributes after) {
        return switch (saved) {
            case Saved.Done _ -> with("done", done, after);
            case Saved.Outdated() -> gone(after);
            case Saved.Refused(var rule) -> with("error", "constraint." + rule, after);
        };
    }

    /// What they saw is not so any more.
    static String gone(RedirectAttributes after) {
        return with("error", "duty.gone", after);
    }

    static String with(String kind, String message, RedirectAttributes after) {
        after.addFlashAttribute(kind, message);
        return "redirect:/duty";
    }
}
