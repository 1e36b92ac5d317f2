package lv.helpline.snapshot;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import lv.helpline.roster.Closure;
import lv.helpline.roster.LineId;
import lv.helpline.roster.LocalSpan;
import lv.helpline.shared.jdbc.WallClock;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.jdbc.repository.query.Query;
import org.springframework.data.relational.core.mapping.Table;
import org.springframework.data.repository.Repository;
import org.springframework.jdbc.core.RowMapper;

/// A row of `closure`.
@Table("closure")
record ClosureRow(@Id Integer id, @Nullable String line, LocalDateTime starts, LocalDateTime ends) {

    interface Rows extends Repository<ClosureRow, Integer> {
        @Query(value = "select * from closure where ends > :past order by id", rowMapperClass = ByColumn.class)
        List<ClosureRow> findAllEndingAfter(LocalDateTime past);
    }

    Closure closure(List<ClosureMessageRow> message) {
        return new Closure(
                Optional.ofNullable(line).map(LineId::new),
                new LocalSpan(starts, ends),
                ClosureMessageRow.message(message));
    }

    /// See [WallClock].
    static final class ByColumn implements RowMapper<ClosureRow> {
        @Override
        public ClosureRow mapRow(ResultSet row, int number) throws SQLException {
            return new ClosureRow(row.getInt("id"), row.getString("line"), WallClock.starts(row), WallClock.ends(row));
        }
    }
}
