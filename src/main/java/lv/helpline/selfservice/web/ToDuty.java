package lv.helpline.selfservice.web;

import lv.helpline.shared.EditResult;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// Leads consultants back to their duties, with a word on what became of what they asked for.
final class ToDuty {

    private ToDuty() {}

    /// @param done the message's key when it is in the database
    static String answer(EditResult editResult, String done, RedirectAttributes after) {
        return switch (editResult) {
            case EditResult.Done _ -> with("done", done, after);
            case EditResult.Outdated() -> gone(after);
            case EditResult.Refused(var rule) -> with("error", "constraint." + rule, after);
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
