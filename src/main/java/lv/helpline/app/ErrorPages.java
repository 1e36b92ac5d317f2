package lv.helpline.app;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import lv.helpline.api.Problem;
import lv.helpline.api.Problems;
import lv.helpline.identity.web.AllowedTo;
import lv.helpline.shared.web.ApiAddresses;
import lv.helpline.shared.web.RefusedWrites;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.RequestMapping;

/// What is shown when something went wrong: a page to a person, a problem by RFC 9457 to an API client. Neither quotes
/// anything of the request or the fault.
@Controller
@AllowedTo
public class ErrorPages implements ErrorController {

    private final Problems problems;

    ErrorPages(Problems problems) {
        this.problems = problems;
    }

    @RequestMapping("${spring.web.error.path:/error}")
    Object error(HttpServletRequest request, HttpServletResponse response, Model model) {
        var code = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer known ? known : 404;
        var known = HttpStatus.resolve(code) == null ? HttpStatus.INTERNAL_SERVER_ERROR : HttpStatus.valueOf(code);
        var thrown = request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) instanceof Throwable fault ? fault : null;
        var problem = RefusedWrites.areCauseOf(thrown) ? Problem.NOT_SAVED : Problems.of(known, request);
        var address = String.valueOf(request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI));
        if (ApiAddresses.isOfTheApi(address)) {
            return problems.answer(problem, request);
        }
        response.setStatus(problem.status().value());
        model.addAttribute("kind", kindOf(problem));
        model.addAttribute(
                "form",
                problem.status() == HttpStatus.CONTENT_TOO_LARGE ? address : request.getAttribute(NotSaved.FORM));
        return "error";
    }

    private static String kindOf(Problem problem) {
        if (problem.equals(Problem.NOT_SAVED)) {
            return problem.word();
        }
        var status = problem.status();
        return switch (status) {
            case FORBIDDEN -> "forbidden";
            case NOT_FOUND -> "not-found";
            case CONTENT_TOO_LARGE -> "too-large";
            case SERVICE_UNAVAILABLE -> "busy";
            default -> status.is4xxClientError() ? "wrong" : "fault";
        };
    }
}
