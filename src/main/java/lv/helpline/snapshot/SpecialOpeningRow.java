package lv.helpline.snapshot;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.List;
import lv.helpline.roster.LineId;
import lv.helpline.roster.LocalSpan;
import lv.helpline.roster.SpecialOpening;
import lv.helpline.shared.jdbc.WallClock;
import org.springframework.data.annotation.Id;
import org.springframework.data.jdbc.repository.query.Query;
import org.springframework.data.relational.core.mapping.Table;
import org.springframework.data.repository.Repository;
import org.springframework.jdbc.core.RowMapper;

/// A row of `special_opening`.
@Table("special_opening")
record SpecialOpeningRow(@Id Integer id, String line, LocalDateTime starts, LocalDateTime ends) {

    interface Rows extends Repository<SpecialOpeningRow, Integer> {
        @Query(value = "select * from special_opening where ends > :past order by id", rowMapperClass = ByColumn.class)
        List<SpecialOpeningRow> findAllEndingAfter(LocalDateTime past);
    }

    SpecialOpening opening() {
        return new SpecialOpening(new LineId(line), new LocalSpan(starts, ends));
    }

    /// See [WallClock].
    static final class ByColumn implements RowMapper<SpecialOpeningRow> {
        @Override
        public SpecialOpeningRow mapRow(ResultSet row, int number) throws SQLException {
            return new SpecialOpeningRow(
                    row.getInt("id"), row.getString("line"), WallClock.starts(row), WallClock.ends(row));
        }
    }
}
