package lv.helpline.lab;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import lv.helpline.planning.DutyRepository;
import lv.helpline.routing.SnapshotSource;
import org.awaitility.Awaitility;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// The lab's database, and the router that goes by it.
public final class LabDatabase {

    private static final List<String> EMPTIED = List.of(
            "callout",
            "mail",
            "call_record",
            "call_attempt",
            "call_tally",
            "consultant_tally",
            "partner_call_tally",
            "past_call",
            "call_counted",
            "consultant_activity",
            "weekly_duty",
            "cover",
            "absence",
            "duty_preference",
            "missed_series",
            "pause",
            "pin_attempt",
            "wrong_pins",
            "closure",
            "special_opening",
            "outside_help",
            "recording",
            "take",
            "line_wish",
            "interpreter",
            "consultant");

    private final Routers routers;

    /// As the owner of the database, who may do more than the routers.
    private final DataSource owner;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    LabDatabase(Routers routers) {
        this.routers = routers;
        var pool = new HikariDataSource();
        pool.setJdbcUrl(routers.database());
        pool.setMinimumIdle(0);
        pool.setPoolName("lab");
        owner = pool;
        jdbc = JdbcClient.create(owner);
        transaction = new TransactionTemplate(new DataSourceTransactionManager(owner));
        jdbc.sql("create table lab_line as select * from line").update();
    }

    public JdbcClient jdbc() {
        return jdbc;
    }

    /// Edits the roster, and returns when the router goes by it.
    public void edit(String... statements) {
        transaction.executeWithoutResult(_ -> {
            for (var statement : statements) {
                jdbc.sql(statement).update();
            }
        });
        reload();
    }

    /// Back to the demo's roster, without any call.
    ///
    /// @param edits statements that change it at once
    /// @return the numbers of the lines that [#addLine] had added
    List<String> reset(String... edits) throws IOException {
        var demo = new ClassPathResource("db/demo/R__demo_roster.sql").getContentAsString(UTF_8);
        var added = transaction.execute(_ -> {
            EMPTIED.forEach(table -> jdbc.sql("delete from " + table).update());
            new JdbcTemplate(owner).execute(demo);
            jdbc.sql("""
                update line set
                    (languages, strategy, wave_size, ring_seconds, patience_seconds, wrap_up_seconds, grace_seconds) =
                    (select languages, strategy, wave_size, ring_seconds, patience_seconds, wrap_up_seconds,
                            grace_seconds
                     from lab_line where lab_line.id = line.id)
                where id not like 'lab-%'
                """).update();
            Stream.of(edits).forEach(edit -> jdbc.sql(edit).update());
            return jdbc.sql("delete from line where id like 'lab-%' returning number")
                    .query(String.class)
                    .list();
        });
        reload();
        return added == null ? List.of() : added;
    }

    /// A line that is always open: Latvian, one by one, without wrap-up.
    void addLine(String id, String number) {
        jdbc.sql("""
            insert into line (id, number, name, region, languages, strategy, wrap_up_seconds)
            values (?, ?, 'Lab', 'kurzeme', '{lv}', 'one-by-one', 0)
            """).params(id, number).update();
        jdbc.sql("""
            insert into special_opening (line, starts, ends) values (?, current_date - 1, current_date + 3)
            """).params(id).update();
    }

    /// A snapshot is replaced by another object even when the database says the same; that of a look which had
    /// begun before may say something else.
    @SuppressWarnings("ReferenceEquality")
    void reload() {
        var snapshots = routers.bean(SnapshotSource.class);
        var dutyRepository = routers.bean(DutyRepository.class);
        var before = snapshots.current().orElse(null);
        var wanted = dutyRepository.roster(routers.clock().instant());
        jdbc.sql("select pg_notify('helpline_roster', '')").query().singleValue();
        Awaitility.await("the router goes by the roster")
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> snapshots
                        .current()
                        .filter(now -> now != before && now.roster().data().equals(wanted))
                        .isPresent());
    }

    /// Lines, and how many of their callers partners had passed on.
    public List<String> partnerCalls() {
        return jdbc.sql("select line || ' ' || calls from partner_call_tally order by line, calls")
                .query((row, number) -> row.getString(1))
                .list();
    }

    /// The pauses as `consultant minutes`, in order.
    public List<String> pauses() {
        return jdbc.sql("select consultant || ' ' || extract(epoch from ends - starts)::int / 60 from pause order by"
                        + " id")
                .query((row, number) -> row.getString(1))
                .list();
    }
}
