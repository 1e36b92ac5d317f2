package lv.helpline.lines.jdbc;

import java.util.List;
import lv.helpline.lines.Wishes;
import lv.helpline.roster.Wish;
import lv.helpline.roster.WishId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Wishes as rows.
@Component
final class JdbcWishes implements Wishes {

    private final JdbcClient jdbc;

    JdbcWishes(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<Wish> all() {
        return wishes("select * from wish order by key");
    }

    @Override
    public List<Wish> offered() {
        return wishes("select * from wish where code in (select wish from line_wish) order by key");
    }

    private List<Wish> wishes(String sql) {
        return jdbc.sql(sql)
                .query((row, number) -> new Wish(
                        new WishId(row.getString("code")),
                        row.getInt("key"),
                        row.getString("name"),
                        row.getString("name_en")))
                .list();
    }
}
