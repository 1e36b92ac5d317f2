package lv.helpline.shared.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;

/// Reads wall-clock times as they are written. Spring Data JDBC goes through `java.sql.Timestamp`, which moves a time
/// that spring leaves out of the server's own zone; so the rows that have such times are read column by column.
public final class WallClock {

    private WallClock() {}

    public static LocalDateTime starts(ResultSet row) throws SQLException {
        return row.getObject("starts", LocalDateTime.class);
    }

    public static LocalDateTime ends(ResultSet row) throws SQLException {
        return row.getObject("ends", LocalDateTime.class);
    }
}
