package lv.helpline.identity.web;

import jakarta.servlet.http.HttpServletResponse;
import lv.helpline.shared.web.FormErrors;
import org.springframework.http.HttpStatus;
import org.springframework.ui.Model;

/// Says on a form that a mailed code did not let them in.
final class CodeRefusal {

    private CodeRefusal() {}

    static void show(SignIn.Result result, HttpServletResponse response, Model model) {
        model.addAttribute("codeAwaited", true);
        if (result instanceof SignIn.Result.TooSoon(var left)) {
            FormErrors.tooSoon(left, response, model);
        } else {
            response.setStatus(HttpStatus.UNAUTHORIZED.value());
            FormErrors.ofAField("mailed-code", "mailed-code.wrong", model);
        }
    }
}
