package lv.helpline.app;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import lv.helpline.api.Problem;
import lv.helpline.api.Problems;
import lv.helpline.identity.web.KeptForms;
import lv.helpline.shared.web.RefusedWrites;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;

/// Tells whoever edits something while the database takes no writes that nothing was saved, and keeps what they typed.
/// It is answered by [ErrorPages], as what filters could not write is too.
@ControllerAdvice
class NotSaved {

    /// The request's attribute that has the address of the kept form.
    static final String FORM = NotSaved.class.getName() + ".form";

    private final KeptForms forms;

    NotSaved(KeptForms forms) {
        this.forms = forms;
    }

    /// @throws DataAccessException the fault itself when it is another one
    @ExceptionHandler
    void refuse(DataAccessException fault, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (!RefusedWrites.areCauseOf(fault)) {
            throw fault;
        }
        forms.keepRefused(request).ifPresent(kept -> request.setAttribute(FORM, KeptForms.address(kept.id())));
        response.setHeader(HttpHeaders.RETRY_AFTER, "60");
        Problems.send(Problem.NOT_SAVED, request, response);
    }
}
