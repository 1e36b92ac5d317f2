package lv.helpline.installation;

import static lv.helpline.installation.Check.Finding.note;
import static lv.helpline.installation.Check.Finding.wrong;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import lv.helpline.installation.Check.Finding;

/// Checks the database, what it holds, and the pages' address.
final class DatabaseChecks {

    private static final int POSTGRESQL = 15;
    private static final Duration SOON = Duration.ofDays(14);

    static final List<Check> ALL = List.of(
            Check.of("database", DatabaseChecks::database),
            Check.of("database-role", DatabaseChecks::role),
            Check.of("database-tls", DatabaseChecks::tls),
            Check.of("consultants", DatabaseChecks::consultants),
            Check.of("hours", DatabaseChecks::hours),
            Check.of("administrator", DatabaseChecks::administrator),
            Check.of("web-address", DatabaseChecks::webAddress),
            Check.of("certificate", DatabaseChecks::certificate));

    private DatabaseChecks() {}

    private static List<Finding> database(Machine machine) throws IOException {
        var version = Integer.parseInt(machine.query("select current_setting('server_version_num')")
                        .getFirst()
                        .getFirst())
                / 10_000;
        var found = new ArrayList<Finding>();
        if (version < POSTGRESQL) {
            found.add(wrong(
                    "PostgreSQL " + POSTGRESQL + " is needed, and this is " + version, "upgrade the database server"));
        }
        if (one(machine, "select to_regclass('public.line') is null").equals("t")) {
            found.add(wrong(
                    "the database has no tables",
                    "start a router, which makes them; its journal says why it could not"));
        }
        return found;
    }

    /// Who may take entries of the audit away could do so unseen.
    private static List<Finding> role(Machine machine) throws IOException {
        return tablesExist(machine)
                        && one(machine, "select has_table_privilege('audit_entry', 'delete')")
                                .equals("t")
                ? List.of(wrong(
                        "router and pages log in as a role that may delete what the audit has",
                        "SPRING_DATASOURCE_USERNAME is for the narrow role, SPRING_FLYWAY_USER for the owner"))
                : List.of();
    }

    private static List<Finding> tls(Machine machine) throws IOException {
        var url = machine.settings().getOrDefault("SPRING_DATASOURCE_URL", "jdbc:postgresql://127.0.0.1/helpline");
        return url.matches("jdbc:postgresql://(127[.].*|localhost|\\[::1])[:/].*")
                        || url.contains("sslmode=verify-full")
                ? List.of()
                : List.of(wrong(
                        "the database is on another machine, and it is not made sure that it is the right one",
                        "put ?sslmode=verify-full at the end of SPRING_DATASOURCE_URL in " + Places.ENVIRONMENT));
    }

    private static List<Finding> consultants(Machine machine) throws IOException {
        return tablesExist(machine)
                ? machine
                        .query(
                                "select consultant, phone from phone_of_a_consultant where verified_at is null order by 1, 2")
                        .stream()
                        .map(row -> note(
                                "the " + row.get(1) + " number of consultant " + row.getFirst()
                                        + " is not verified, and is not rung",
                                "helpline testcall phones them for the code that My duty shows"))
                        .toList()
                : List.of();
    }

    private static List<Finding> hours(Machine machine) throws IOException {
        return tablesExist(machine)
                ? machine.query("select id from line where hours_assumed order by id").stream()
                        .map(row -> note(
                                "the hours of line " + row.getFirst() + " are assumed, and nobody has confirmed them",
                                "save them once on the page Lines"))
                        .toList()
                : List.of();
    }

    private static List<Finding> administrator(Machine machine) throws IOException {
        return tablesExist(machine)
                        && one(machine, "select count(*) from account where role = 'administrator' and active")
                                .equals("0")
                ? List.of(note(
                        "there is no administrator yet",
                        "journalctl -u helpline-pages | grep link has the link by which the first one begins"))
                : List.of();
    }

    /// Browsers let nobody use a passkey or a microphone without HTTPS, but on the machine itself.
    private static List<Finding> webAddress(Machine machine) throws IOException {
        var address = webAddress(machine.settings());
        return address.getScheme().equals("https") || address.getHost().equals("localhost")
                ? List.of()
                : List.of(wrong(
                        "the pages' address is " + address + ": without https browsers offer neither passkeys nor a"
                                + " microphone",
                        "put a proxy with a certificate before the pages, and its https address into"
                                + " HELPLINE_WEB_ADDRESS"));
    }

    private static List<Finding> certificate(Machine machine) throws IOException {
        var address = webAddress(machine.settings());
        if (!address.getScheme().equals("https")) {
            return List.of();
        }
        var port = address.getPort() == -1 ? 443 : address.getPort();
        try {
            var left = Duration.between(machine.now(), machine.certificateEnds(address.getHost(), port));
            return left.compareTo(SOON) >= 0
                    ? List.of()
                    : List.of(wrong(
                            "the certificate of " + address.getHost() + " ends in " + left.toDays() + " days",
                            "renew it; a proxy that renews by itself has a log that says why it did not"));
        } catch (IOException none) {
            return List.of(wrong(
                    address + " shows no certificate that a browser believes: " + none.getMessage(),
                    "does the name lead to this machine, and does a proxy answer at its port " + port + "?"));
        }
    }

    private static URI webAddress(Map<String, String> settings) {
        return URI.create(settings.getOrDefault("HELPLINE_WEB_ADDRESS", "http://localhost:8080"));
    }

    private static boolean tablesExist(Machine machine) throws IOException {
        return one(machine, "select to_regclass('public.line') is not null").equals("t");
    }

    private static String one(Machine machine, String sql) throws IOException {
        return machine.query(sql).getFirst().getFirst();
    }
}
