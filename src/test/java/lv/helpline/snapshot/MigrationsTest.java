package lv.helpline.snapshot;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.Test;

/// Migrations are only added. A database remembers the checksum of each one that it has run, and Flyway refuses a
/// router that has another text of it, or none.
class MigrationsTest {

    private static final Path MIGRATIONS = Path.of("sql/migration");

    /// The migrations in the order in which they run, as `sha256sum` writes them. One that is run again whenever it
    /// changes, `R__…`, is not listed.
    private static final Path LIST = Path.of("sql/migration.sha256");

    private static final Pattern VERSIONED = Pattern.compile("V20\\d{6}_\\d{2}__[a-z0-9]+(_[a-z0-9]+)*\\.sql");

    private static final Pattern REPEATED = Pattern.compile("R__[a-z0-9]+(_[a-z0-9]+)*\\.sql");

    @Test
    void no_listed_migration_has_changed_or_gone() throws IOException {
        for (var each : listed()) {
            var file = MIGRATIONS.resolve(each.name());
            assertThat(file)
                    .as("a listed migration is never deleted; put it back, and add a new migration instead")
                    .exists();
            assertThat(DigestUtils.sha256Hex(Files.readAllBytes(file)))
                    .as("%s is listed and never changed; put it back, and add a new migration instead", file)
                    .isEqualTo(each.sha256());
        }
    }

    @Test
    void each_migration_is_listed() throws IOException {
        assertThat(names(MIGRATIONS))
                .filteredOn(name -> !REPEATED.matcher(name).matches())
                .as("add a new one to the end of the list: (cd sql/migration && sha256sum NAME >> ../migration.sha256)")
                .containsExactlyElementsOf(listed().stream().map(Listed::name).toList());
    }

    @Test
    void each_name_has_a_date_a_number_and_what_is_there_afterwards() throws IOException {
        assertThat(names(MIGRATIONS))
                .as("such as V20261231_01__holiday.sql, or R__what_is_made_anew.sql")
                .allMatch(name -> VERSIONED.matcher(name).matches()
                        || REPEATED.matcher(name).matches());
    }

    /// An earlier build may have left some where this one looks for them.
    @Test
    void a_router_runs_these_and_no_others() throws Exception {
        var built = Path.of(MigrationsTest.class.getResource("/db/migration").toURI());
        assertThat(names(built))
                .as("if there are others in %s, delete that folder and build again", built)
                .isEqualTo(names(MIGRATIONS));
    }

    private record Listed(String sha256, String name) {}

    private static List<Listed> listed() throws IOException {
        return Files.readAllLines(LIST, UTF_8).stream()
                .map(line -> line.split(" +", 2))
                .map(line -> new Listed(line[0], line[1]))
                .toList();
    }

    private static List<String> names(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
