package lv.helpline.web;

import lv.helpline.admin.Saved;
import org.springframework.ui.Model;

/// Says on a form why it was not saved.
final class Refusal {

    private Refusal() {}

    /// A rule's message is `constraint.` and its name, so that a new rule needs words but no code.
    static void show(Saved saved, Model model) {
        switch (saved) {
            case Saved.Done _ -> {}
            case Saved.Outdated() -> model.addAttribute("outdated", true);
            case Saved.Refused(var rule) -> model.addAttribute("rule", rule);
        }
    }
}
