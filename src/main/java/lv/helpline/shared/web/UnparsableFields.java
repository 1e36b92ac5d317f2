package lv.helpline.shared.web;

import static java.util.stream.Collectors.toMap;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import lv.helpline.shared.LengthOfTime;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.TypeMismatchException;
import org.springframework.validation.BindingResult;
import org.springframework.validation.FieldError;

/// What was typed into fields of a form that cannot hold it or make sense of it: the form shows it again, names the
/// remedies above all with a link to each field, and each beside its field.
///
/// @param fields by id, in the order in which they were looked at
public record UnparsableFields(Map<String, Field> fields) {

    public static final UnparsableFields NOTHING = new UnparsableFields(Map.of());

    /// @param typed  null when the form shows it anyway
    /// @param remedy the message's key
    /// @param about  what is named in the message; empty for nothing
    public record Field(@Nullable String typed, String remedy, Object about) {}

    public UnparsableFields {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    static UnparsableFields of(BindingResult form) {
        return new UnparsableFields(form.getFieldErrors().stream()
                .collect(toMap(
                        FieldError::getField,
                        error -> new Field(String.valueOf(error.getRejectedValue()), remedy(error), ""),
                        (first, _) -> first,
                        LinkedHashMap::new)));
    }

    /// One that a text was typed into, which the form shows anyway.
    static UnparsableFields of(String field, String remedy, Object about) {
        return new UnparsableFields(Map.of(field, new Field(null, remedy, about)));
    }

    /// As words alone, three a field: its id, the remedy, what that is about. Empty when something was typed into
    /// one that only this shows.
    public Optional<List<String>> words() {
        return fields.values().stream().allMatch(field -> field.typed() == null && field.about() instanceof String)
                ? Optional.of(fields.entrySet().stream()
                        .flatMap(each -> Stream.of(
                                each.getKey(),
                                each.getValue().remedy(),
                                each.getValue().about().toString()))
                        .toList())
                : Optional.empty();
    }

    /// @param words as they were had from [#words]
    public static UnparsableFields ofWords(List<String> words) {
        var fields = new LinkedHashMap<String, Field>();
        for (var at = 0; at < words.size(); at += 3) {
            fields.put(words.get(at), new Field(null, words.get(at + 1), words.get(at + 2)));
        }
        return new UnparsableFields(fields);
    }

    UnparsableFields and(UnparsableFields others) {
        var all = new LinkedHashMap<>(fields);
        others.fields.forEach(all::putIfAbsent);
        return new UnparsableFields(all);
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
        return unread == null || unread.typed() == null ? otherwise : unread.typed();
    }

    /// For a field that it has.
    public Field get(String field) {
        return Objects.requireNonNull(fields.get(field));
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
