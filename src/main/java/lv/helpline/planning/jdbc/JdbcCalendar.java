package lv.helpline.planning.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import lv.helpline.planning.Calendar;
import lv.helpline.roster.Announcement;
import lv.helpline.roster.Language;
import lv.helpline.roster.LineId;
import lv.helpline.roster.LocalSpan;
import lv.helpline.shared.jdbc.WallClock;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// Closures and special openings as rows of their two tables.
@Component
final class JdbcCalendar implements Calendar {

    private final JdbcClient jdbc;
    private final JsonMapper json = new JsonMapper();

    JdbcCalendar(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<Numbered> endingAfter(LocalDateTime past) {
        return Stream.of(Kind.values())
                .flatMap(kind -> jdbc
                        .sql("select id, line, starts, ends, " + message(kind) + " as message from " + table(kind)
                                + " where ends > :past")
                        .param("past", past)
                        .query((row, number) -> new Numbered(row.getInt("id"), entry(kind, row)))
                        .list()
                        .stream())
                .sorted(Comparator.comparing(
                                (Numbered numbered) -> numbered.entry().span().start())
                        .thenComparing(numbered -> numbered.entry().kind())
                        .thenComparingInt(Numbered::id))
                .toList();
    }

    @Override
    public Optional<Entry> find(Kind kind, int id) {
        return jdbc.sql("select line, starts, ends, " + message(kind) + " as message from " + table(kind)
                        + " where id = :id")
                .param("id", id)
                .query((row, number) -> entry(kind, row))
                .optional();
    }

    /// As JSON: one column for what is a table of its own.
    private static String message(Kind kind) {
        return switch (kind) {
            case CLOSURE -> "(select json_object_agg(language, text) from closure_message where closure = closure.id)";
            case SPECIAL_OPENING -> "null";
        };
    }

    private Map<Language, Announcement> message(@Nullable String message) {
        if (message == null) {
            return Map.of();
        }
        var texts = new HashMap<Language, Announcement>();
        json.readValue(message, new TypeReference<Map<String, String>>() {})
                .forEach((language, text) -> texts.put(new Language(language), new Announcement(text)));
        return texts;
    }

    private static String table(Kind kind) {
        return switch (kind) {
            case CLOSURE -> "closure";
            case SPECIAL_OPENING -> "special_opening";
        };
    }

    private Entry entry(Kind kind, ResultSet row) throws SQLException {
        return new Entry(
                kind,
                Optional.ofNullable(row.getString("line")).map(LineId::new),
                new LocalSpan(WallClock.starts(row), WallClock.ends(row)),
                message(row.getString("message")));
    }
}
