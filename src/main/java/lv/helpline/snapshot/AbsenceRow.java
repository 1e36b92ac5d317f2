package lv.helpline.snapshot;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.List;
import lv.helpline.roster.Absence;
import lv.helpline.roster.ConsultantId;
import lv.helpline.roster.LocalSpan;
import lv.helpline.shared.jdbc.WallClock;
import org.springframework.data.annotation.Id;
import org.springframework.data.jdbc.repository.query.Query;
import org.springframework.data.relational.core.mapping.Table;
import org.springframework.data.repository.Repository;
import org.springframework.jdbc.core.RowMapper;

/// A row of `absence`.
@Table("absence")
record AbsenceRow(@Id Integer id, int consultant, LocalDateTime starts, LocalDateTime ends) {

    interface Rows extends Repository<AbsenceRow, Integer> {
        @Query(value = "select * from absence where ends > :past order by id", rowMapperClass = ByColumn.class)
        List<AbsenceRow> findAllEndingAfter(LocalDateTime past);

        @Query(
                value = "select * from absence where ends > :past and ends > :from and starts < :until order by id",
                rowMapperClass = ByColumn.class)
        List<AbsenceRow> findAllWithin(LocalDateTime past, LocalDateTime from, LocalDateTime until);
    }

    Absence absence() {
        return new Absence(new ConsultantId(consultant), new LocalSpan(starts, ends));
    }

    /// See [WallClock].
    static final class ByColumn implements RowMapper<AbsenceRow> {
        @Override
        public AbsenceRow mapRow(ResultSet row, int number) throws SQLException {
            return new AbsenceRow(
                    row.getInt("id"), row.getInt("consultant"), WallClock.starts(row), WallClock.ends(row));
        }
    }
}
