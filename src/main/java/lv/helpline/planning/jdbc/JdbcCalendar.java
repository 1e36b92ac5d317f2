package lv.helpline.planning.jdbc;

import java.sql.Types;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import lv.helpline.audit.Author;
import lv.helpline.audit.Change;
import lv.helpline.audit.jdbc.AuditedTransaction;
import lv.helpline.audit.jdbc.JdbcAudit;
import lv.helpline.planning.Calendar;
import lv.helpline.roster.Language;
import lv.helpline.roster.LineId;
import lv.helpline.roster.LocalSpan;
import lv.helpline.shared.EditResult;
import lv.helpline.shared.jdbc.EnumCodes;
import lv.helpline.shared.jdbc.WallClock;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// Closures and special openings as rows of their two tables.
@Component
final class JdbcCalendar implements Calendar {

    private final JdbcClient jdbc;
    private final AuditedTransaction auditedTransaction;
    private final JdbcAudit audit;
    private final JsonMapper json = new JsonMapper();

    JdbcCalendar(JdbcClient jdbc, AuditedTransaction auditedTransaction, JdbcAudit audit) {
        this.jdbc = jdbc;
        this.auditedTransaction = auditedTransaction;
        this.audit = audit;
    }

    @Override
    public List<Entry> endingAfter(LocalDateTime past) {
        return Stream.of(Kind.values())
                .flatMap(kind -> jdbc
                        .sql("select id, line, starts, ends, " + message(kind) + " as message from " + table(kind)
                                + " where ends > :past")
                        .param("past", past)
                        .query(entry(kind))
                        .list()
                        .stream())
                .sorted(Comparator.comparing((Entry entry) -> entry.span().start())
                        .thenComparing(Entry::kind)
                        .thenComparingInt(Entry::id))
                .toList();
    }

    @Override
    public Optional<Entry> find(Kind kind, int id) {
        return jdbc.sql("select id, line, starts, ends, " + message(kind) + " as message from " + table(kind)
                        + " where id = :id")
                .param("id", id)
                .query(entry(kind))
                .optional();
    }

    @Override
    public EditResult add(
            Kind kind,
            Optional<LineId> line,
            LocalDateTime start,
            LocalDateTime end,
            Map<Language, String> message,
            Author author) {
        return auditedTransaction.run(() -> {
            var id = jdbc.sql("insert into " + table(kind)
                            + " (line, starts, ends) values (:line, :starts, :ends) returning id")
                    .param("line", line.map(LineId::value).orElse(null), Types.VARCHAR)
                    .param("starts", start)
                    .param("ends", end)
                    .query(Integer.class)
                    .single();
            var changes = new ArrayList<>(
                    List.of(new Change("starts", "", start.toString()), new Change("ends", "", end.toString())));
            new TreeMap<>(message).forEach((language, text) -> {
                jdbc.sql("insert into closure_message (closure, language, text) values (:closure, :language, :text)")
                        .param("closure", id)
                        .param("language", language.code())
                        .param("text", text)
                        .update();
                changes.add(new Change("message", "", language + ": " + text));
            });
            audit.write(author, EnumCodes.of(kind) + "-added", subject(line), changes);
            return new EditResult.Done(id.toString());
        });
    }

    @Override
    public EditResult remove(Kind kind, int id, Author author) {
        return auditedTransaction.run(() -> {
            var removed = jdbc.sql("delete from " + table(kind) + " where id = :id returning id, line, starts, ends, "
                            + message(kind) + " as message")
                    .param("id", id)
                    .query(entry(kind))
                    .optional();
            if (removed.isEmpty()) {
                return new EditResult.Outdated();
            }
            var span = removed.get().span();
            audit.write(
                    author,
                    EnumCodes.of(kind) + "-removed",
                    subject(removed.get().line()),
                    List.of(
                            new Change("starts", span.start().toString(), ""),
                            new Change("ends", span.end().toString(), "")));
            return new EditResult.Done(Integer.toString(id));
        });
    }

    private static String subject(Optional<LineId> line) {
        return line.map(each -> "line " + each).orElse("all lines");
    }

    /// As JSON: one column for what is a table of its own.
    private static String message(Kind kind) {
        return switch (kind) {
            case CLOSURE -> "(select json_object_agg(language, text) from closure_message where closure = closure.id)";
            case SPECIAL_OPENING -> "null";
        };
    }

    private Map<Language, String> message(@Nullable String message) {
        if (message == null) {
            return Map.of();
        }
        var texts = new HashMap<Language, String>();
        json.readValue(message, new TypeReference<Map<String, String>>() {})
                .forEach((language, text) -> texts.put(new Language(language), text));
        return texts;
    }

    private static String table(Kind kind) {
        return switch (kind) {
            case CLOSURE -> "closure";
            case SPECIAL_OPENING -> "special_opening";
        };
    }

    private RowMapper<Entry> entry(Kind kind) {
        return (row, number) -> new Entry(
                kind,
                row.getInt("id"),
                Optional.ofNullable(row.getString("line")).map(LineId::new),
                new LocalSpan(WallClock.starts(row), WallClock.ends(row)),
                message(row.getString("message")));
    }
}
