package lv.helpline.lines.jdbc;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import lv.helpline.roster.WeeklySpan;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/// The hours of each row of a table, `x`, as rows of another one, `x_hours`.
final class WeeklyHours {

    private final JdbcClient jdbc;
    private final String of;

    WeeklyHours(JdbcClient jdbc, String of) {
        this.jdbc = jdbc;
        this.of = of;
    }

    /// By the id of whose they are; of a row without hours nothing.
    Map<Integer, List<WeeklySpan>> all() {
        return read(jdbc.sql("select * from %s_hours order by weekday, starts".formatted(of)));
    }

    /// Of these alone.
    Map<Integer, List<WeeklySpan>> of(Collection<Integer> ids) {
        return read(jdbc.sql("select * from %s_hours where %1$s in (:ids) order by weekday, starts".formatted(of))
                .param("ids", ids));
    }

    private Map<Integer, List<WeeklySpan>> read(StatementSpec sql) {
        return sql
                .query((row, number) -> Map.entry(
                        row.getInt(of),
                        new WeeklySpan(
                                DayOfWeek.of(row.getInt("weekday")),
                                row.getObject("starts", LocalTime.class),
                                row.getObject("ends", LocalTime.class))))
                .list()
                .stream()
                .collect(groupingBy(Map.Entry::getKey, mapping(Map.Entry::getValue, toList())));
    }

    void replace(int id, List<WeeklySpan> hours) {
        jdbc.sql("delete from %s_hours where %1$s = :id".formatted(of))
                .param("id", id)
                .update();
        for (var span : hours) {
            jdbc.sql("""
                insert into %s_hours (%1$s, weekday, starts, ends) values (:id, :weekday, :starts, :ends)\
                """.formatted(of))
                    .param("id", id)
                    .param("weekday", span.day().getValue())
                    .param("starts", span.start())
                    .param("ends", span.end())
                    .update();
        }
    }
}
