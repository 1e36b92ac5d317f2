package lv.helpline.shared.web;

import java.time.DateTimeException;
import java.util.function.Supplier;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/// What a request has in its address or its hidden fields, which only a hand-made request has wrong.
public final class RequestValues {

    private RequestValues() {}

    /// @throws ResponseStatusException 400 for what makes no sense
    public static <T> T sensible(Supplier<T> read) {
        try {
            return read.get();
        } catch (IllegalArgumentException | DateTimeException senseless) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST, null, senseless);
        }
    }
}
