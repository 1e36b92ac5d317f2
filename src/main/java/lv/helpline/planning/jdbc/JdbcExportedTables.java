package lv.helpline.planning.jdbc;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import lv.helpline.planning.ExportedTables;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Exported tables as rows, each with a digest for its name.
@Component
final class JdbcExportedTables implements ExportedTables {

    private final JdbcClient jdbc;

    JdbcExportedTables(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void save(Exported table) {
        var at = table.at().atOffset(ZoneOffset.UTC);
        jdbc.sql("delete from exported_table where exported_at < :since")
                .param("since", at.minus(KEPT))
                .update();
        jdbc.sql("""
                insert into exported_table (version, content, exported_at) values (:version, :content, :at)
                on conflict (version) do update set exported_at = excluded.exported_at\
                """)
                .param("version", table.version())
                .param("content", table.content())
                .param("at", at)
                .update();
    }

    @Override
    public Optional<Exported> find(String version) {
        return jdbc.sql("select content, exported_at from exported_table where version = :version")
                .param("version", version)
                .query((row, number) -> new Exported(
                        version,
                        row.getString("content"),
                        row.getObject("exported_at", OffsetDateTime.class).toInstant()))
                .optional();
    }
}
