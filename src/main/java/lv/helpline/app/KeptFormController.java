package lv.helpline.app;

import lv.helpline.identity.web.AllowedTo;
import lv.helpline.identity.web.KeptForms;
import lv.helpline.identity.web.SignedIn;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/// Leads whoever has signed in to the form that they had sent before, see [KeptForms].
@Controller
@AllowedTo
class KeptFormController {

    private final KeptForms forms;

    KeptFormController(KeptForms forms) {
        this.forms = forms;
    }

    @GetMapping("/kept/{id}")
    String open(@PathVariable String id, @AuthenticationPrincipal SignedIn me) {
        return "redirect:"
                + forms.find(me.id(), id)
                        .map(kept -> kept.address() + "#kept")
                        .orElse(KeptForms.with(KeptForms.PARAMETER, KeptForms.GONE, HomeController.pageOf(me)));
    }
}
