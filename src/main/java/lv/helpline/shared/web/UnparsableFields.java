package lv.helpline.shared.web;

import static java.util.stream.Collectors.toMap;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Map;
import java.util.Objects;
import lv.helpline.shared.LengthOfTime;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.TypeMismatchException;
import org.springframework.validation.BindingResult;
import org.springframework.validation.FieldError;

/// What was typed into fields of a form that cannot hold it: the form shows it again, with the remedy beside it.
///
/// @param fields by name
public record UnparsableFields(Map<String, Field> fields) {

    public static final UnparsableFields NOTHING = new UnparsableFields(Map.of());

    /// @param remedy the message's key
    public record Field(String typed, String remedy) {}

    static UnparsableFields of(BindingResult form) {
        return new UnparsableFields(form.getFieldErrors().stream()
                .collect(toMap(
                        FieldError::getField,
                        error -> new Field(String.valueOf(error.getRejectedValue()), remedy(error)),
                        (first, _) -> first)));
    }

    public boolean isEmpty() {
        return fields.isEmpty();
    }

    public boolean has(String field) {
        return fields.containsKey(field);
    }

    /// What the field shows: what was typed, or else what it is said to hold.
    public @Nullable Object shown(String field, @Nullable Object otherwise) {
        var unread = fields.get(field);
        return unread == null ? otherwise : unread.typed();
    }

    /// The message's key, for a field that it has.
    public String remedy(String field) {
        return Objects.requireNonNull(fields.get(field)).remedy();
    }

    private static String remedy(FieldError error) {
        var type = error.contains(TypeMismatchException.class)
                ? error.unwrap(TypeMismatchException.class).getRequiredType()
                : null;
        if (type == LocalDate.class) {
            return "unread.date";
        }
        if (type == LocalDateTime.class) {
            return "unread.time";
        }
        if (type == LocalTime.class) {
            return "unread.clock";
        }
        if (type == LengthOfTime.class) {
            return "unread.length";
        }
        return type == Integer.class ? "unread.number" : "unread.choice";
    }
}
