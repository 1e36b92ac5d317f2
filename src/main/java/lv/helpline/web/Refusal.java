package lv.helpline.web;

import lv.helpline.admin.Saved;
import org.springframework.ui.Model;

/// Says on a form why it was not saved: by the rule's name, at the field that the rule is about.
final class Refusal {

    private Refusal() {}

    /// A rule's message is `constraint.<name>`, and the field that it is about `constraint.<name>.field`, both beside
    /// each other in the bundles' files so that a new rule needs no code.
    static void show(Saved saved, Model model) {
        switch (saved) {
            case Saved.Done _ -> {}
            case Saved.Outdated() -> model.addAttribute("outdated", true);
            case Saved.Refused(var rule) -> model.addAttribute("rule", rule);
        }
    }
}
