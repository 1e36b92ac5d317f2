package lv.helpline.snapshot;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.List;
import lv.helpline.roster.ConsultantId;
import lv.helpline.roster.Cover;
import lv.helpline.roster.DutyScope;
import lv.helpline.roster.LineId;
import lv.helpline.roster.LocalSpan;
import lv.helpline.shared.jdbc.EnumCodes;
import lv.helpline.shared.jdbc.WallClock;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.jdbc.repository.query.Query;
import org.springframework.data.relational.core.mapping.Table;
import org.springframework.data.repository.Repository;
import org.springframework.jdbc.core.RowMapper;

/// A row of `cover`.
@Table("cover")
record CoverRow(
        @Id Integer id,
        int consultant,
        @Nullable String region,
        @Nullable String line,
        boolean coordination,
        LocalDateTime starts,
        LocalDateTime ends) {

    interface Rows extends Repository<CoverRow, Integer> {
        @Query(value = "select * from cover where ends > :past order by id", rowMapperClass = ByColumn.class)
        List<CoverRow> findAllEndingAfter(LocalDateTime past);

        @Query(
                value = "select * from cover where ends > :past and ends > :from and starts < :until order by id",
                rowMapperClass = ByColumn.class)
        List<CoverRow> findAllWithin(LocalDateTime past, LocalDateTime from, LocalDateTime until);
    }

    Cover cover() {
        return new Cover(
                new ConsultantId(consultant), coverage(region, line, coordination), new LocalSpan(starts, ends));
    }

    /// One of the three is there: a constraint of both tables of duties.
    static DutyScope coverage(@Nullable String region, @Nullable String line, boolean coordination) {
        if (region != null) {
            return new DutyScope.OfRegion(EnumCodes.region(region));
        }
        if (line != null) {
            return new DutyScope.OfLine(new LineId(line));
        }
        if (coordination) {
            return new DutyScope.CoordinatorOnCall();
        }
        throw new IllegalStateException("duty: neither a region nor a line nor the coordination");
    }

    /// See [WallClock].
    static final class ByColumn implements RowMapper<CoverRow> {
        @Override
        public CoverRow mapRow(ResultSet row, int number) throws SQLException {
            return new CoverRow(
                    row.getInt("id"),
                    row.getInt("consultant"),
                    row.getString("region"),
                    row.getString("line"),
                    row.getBoolean("coordination"),
                    WallClock.starts(row),
                    WallClock.ends(row));
        }
    }
}
