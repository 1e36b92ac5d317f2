package lv.helpline.planning.jdbc;

import java.time.LocalDateTime;
import java.util.List;
import lv.helpline.audit.Author;
import lv.helpline.audit.Change;
import lv.helpline.audit.jdbc.Edits;
import lv.helpline.audit.jdbc.JdbcAudit;
import lv.helpline.planning.Wishes;
import lv.helpline.roster.ConsultantId;
import lv.helpline.roster.LocalSpan;
import lv.helpline.roster.staffing.RatherNot;
import lv.helpline.shared.Saved;
import lv.helpline.shared.jdbc.WallClock;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Wishes as rows.
@Component
final class JdbcWishes implements Wishes {

    private final JdbcClient jdbc;
    private final Edits edits;
    private final JdbcAudit audit;

    JdbcWishes(JdbcClient jdbc, Edits edits, JdbcAudit audit) {
        this.jdbc = jdbc;
        this.edits = edits;
        this.audit = audit;
    }

    @Override
    public List<Entry> endingAfter(LocalDateTime past) {
        return jdbc.sql("select id, consultant, starts, ends from rather_not where ends > :past order by starts, id")
                .param("past", past)
                .query((row, number) -> new Entry(
                        row.getInt("id"),
                        new RatherNot(
                                new ConsultantId(row.getInt("consultant")),
                                new LocalSpan(WallClock.starts(row), WallClock.ends(row)))))
                .list();
    }

    @Override
    public Saved add(RatherNot wish, Author author) {
        return edits.run(() -> {
            var id = jdbc.sql("""
                insert into rather_not (consultant, starts, ends) values (:consultant, :starts, :ends) returning id\
                """)
                    .param("consultant", wish.consultant().value())
                    .param("starts", wish.span().start())
                    .param("ends", wish.span().end())
                    .query(Integer.class)
                    .single();
            audit.write(
                    author,
                    "wish-added",
                    "consultant " + wish.consultant(),
                    List.of(
                            new Change("starts", "", wish.span().start().toString()),
                            new Change("ends", "", wish.span().end().toString())));
            return new Saved.Done(id.toString());
        });
    }

    @Override
    public Saved remove(ConsultantId consultant, int id, Author author) {
        return edits.run(() -> {
            var removed = jdbc.sql("""
                delete from rather_not where id = :id and consultant = :consultant returning starts, ends\
                """)
                    .param("id", id)
                    .param("consultant", consultant.value())
                    .query((row, number) -> new LocalSpan(WallClock.starts(row), WallClock.ends(row)))
                    .optional();
            if (removed.isEmpty()) {
                return new Saved.Outdated();
            }
            audit.write(
                    author,
                    "wish-removed",
                    "consultant " + consultant,
                    List.of(
                            new Change("starts", removed.get().start().toString(), ""),
                            new Change("ends", removed.get().end().toString(), "")));
            return new Saved.Done(Integer.toString(id));
        });
    }
}
