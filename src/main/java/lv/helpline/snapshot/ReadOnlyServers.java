package lv.helpline.snapshot;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.SQLExceptionOverride;
import java.sql.SQLException;

/// Is shown each fault of a pool's connections. When a server refuses a write because it only reads, the
/// connections are replaced: an old one leads to a server that may be a standby by now for as long as it lasts,
/// and a new one to its successor. None is closed in the middle of a transaction, which has to be rolled back,
/// but when it is given back.
final class ReadOnlyServers implements SQLExceptionOverride {

    /// SQLSTATE `read_only_sql_transaction`.
    private static final String READ_ONLY = "25006";

    private final HikariDataSource pool;

    ReadOnlyServers(HikariDataSource pool) {
        this.pool = pool;
    }

    @java.lang.Override
    public SQLExceptionOverride.Override adjudicate(SQLException fault) {
        var connections = pool.getHikariPoolMXBean();
        if (READ_ONLY.equals(fault.getSQLState()) && connections != null) {
            connections.softEvictConnections();
        }
        return SQLExceptionOverride.Override.CONTINUE_EVICT;
    }
}
