package lv.helpline.shared.web;

import java.sql.SQLException;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The database takes no writes, for now.
public final class RefusedWrites {

    /// SQLSTATEs: the server only reads, and its disk is full.
    private static final Set<String> REFUSED_WRITES = Set.of("25006", "53100");

    private RefusedWrites() {}

    /// Whether something could not be written.
    public static boolean areCauseOf(@Nullable Throwable fault) {
        return Stream.iterate(fault, each -> each != null, each -> each.getCause())
                .limit(20)
                .anyMatch(each -> each instanceof SQLException refused
                        && REFUSED_WRITES.contains(String.valueOf(refused.getSQLState())));
    }
}
