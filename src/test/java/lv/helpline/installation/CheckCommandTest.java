package lv.helpline.installation;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import lv.helpline.installation.Machine.Ran;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import tools.jackson.databind.json.JsonMapper;

/// Each check, of an installation of which exactly this is broken.
class CheckCommandTest {

    @TempDir
    private Path directory;

    private FakeMachine machine;

    @BeforeEach
    void allIsRight() throws IOException {
        machine = new FakeMachine(directory);
    }

    private interface Breaks {
        void breaks(FakeMachine machine) throws IOException;
    }

    private static final String CERTIFICATE = """
            -----BEGIN CERTIFICATE-----
            MIIBhzCCAS2gAwIBAgIUExWshh6QW4tBYn3dsDVvFJO1dwowCgYIKoZIzj0EAwIw
            GTEXMBUGA1UEAwwOc2lwLmV4YW1wbGUubHYwHhcNMjYxMTMwMDc1NzU0WhcNMjYx
            MjA0MDc1NzU0WjAZMRcwFQYDVQQDDA5zaXAuZXhhbXBsZS5sdjBZMBMGByqGSM49
            AgEGCCqGSM49AwEHA0IABKsz4PGiCDeWDEcbFVVq2WA0vpjmUWfQGTmsKa8Rx9pR
            vvJ/yESCtg/xE8EuBm6F5VUcNyN114/Vi1wgi4rz7KijUzBRMB0GA1UdDgQWBBTB
            LMvhw+pPQHjR7VMTbJAooPOhaTAfBgNVHSMEGDAWgBTBLMvhw+pPQHjR7VMTbJAo
            oPOhaTAPBgNVHRMBAf8EBTADAQH/MAoGCCqGSM49BAMCA0gAMEUCIEZ85qcvcfJ1
            CDOLIOeOxOb7vxVgKEf6XALOuOOhqi2AAiEA9gkTSaQcu7ygAUOTDO0I5koGDWWi
            dWGxAYw3kCBaxSw=
            -----END CERTIFICATE-----
            """;

    /// What breaks, by the check that has to say so, and a word of what it says.
    private static final Map<String, Map.Entry<String, Breaks>> BROKEN = Map.ofEntries(
            broken(
                    "secrets",
                    "/etc/helpline/web-key: rw-r--r--",
                    machine -> Files.setPosixFilePermissions(
                            machine.file("/etc/helpline/web-key"), PosixFilePermissions.fromString("rw-r--r--"))),
            broken(
                    "agi-secret",
                    "AGI_SECRET",
                    machine -> machine.write(
                            Places.SITE, machine.read(Places.SITE).replaceFirst("AGI_SECRET = 5", "AGI_SECRET = 6"))),
            broken(
                    "manager-secret",
                    "secret of [site-manager-reader]",
                    machine -> machine.write(
                            Places.SITE, machine.read(Places.SITE).replaceFirst("\nsecret = 5", "\nsecret = 6"))),
            broken(
                    "settings",
                    "HELPLINE_AGI_ALOW",
                    machine -> machine.write(
                            Places.ENVIRONMENT, machine.read(Places.ENVIRONMENT) + "HELPLINE_AGI_ALOW=10.0.0.0/8\n")),
            broken("site", "nobody reads LAST_RESRT", machine -> {
                machine.write(Places.SITE_EXAMPLE, Files.readString(Path.of("asterisk-config/site.conf.example")));
                machine.write(Places.TIMES, Files.readString(Path.of("asterisk-config/dialplan/times.conf")));
                machine.write(
                        Places.SITE,
                        machine.read(Places.SITE)
                                .replace(
                                        "[site-globals](!)",
                                        "[site-globals](!)\nLAST_RESRT = 37120000000\nOFFERED = 60\nDUTY_NUMBER ="));
            }),
            broken("sounds", " sounds of the language ru are missing", machine -> machine.silent = "ru"),
            broken("keys", "/var/lib/asterisk/keys", machine -> Files.delete(machine.file("/var/lib/asterisk/keys"))),
            broken("disk", "only 12 MB are free", machine -> machine.free = 12),
            broken(
                    "database",
                    "PostgreSQL 15 is needed, and this is 14",
                    machine -> machine.row("select current_setting('server_version_num')", "140011")),
            broken(
                    "database-role",
                    "may delete what the audit has",
                    machine -> machine.row("select has_table_privilege('audit_entry', 'delete')", "t")),
            broken(
                    "database-tls",
                    "on another machine",
                    machine -> machine.write(
                            Places.ENVIRONMENT,
                            machine.read(Places.ENVIRONMENT)
                                    + "SPRING_DATASOURCE_URL=jdbc:postgresql://10.0.0.20/helpline\n")),
            broken(
                    "consultants",
                    "the second number of consultant 7 is not verified",
                    machine -> machine.row(
                            "select consultant, phone from phone_of_a_consultant where verified_at is null order by 1, 2",
                            "7",
                            "second")),
            broken(
                    "hours",
                    "the hours of line latgale are assumed",
                    machine -> machine.row("select id from line where hours_assumed order by id", "latgale")),
            broken(
                    "administrator",
                    "there is no administrator yet",
                    machine ->
                            machine.row("select count(*) from account where role = 'administrator' and active", "0")),
            broken(
                    "web-address",
                    "without https",
                    machine -> machine.write(Places.ENVIRONMENT, "HELPLINE_WEB_ADDRESS=http://dezura.example.lv\n")),
            broken(
                    "certificate",
                    "ends in 3 days",
                    machine -> machine.certificate = FakeMachine.NOW.plus(Duration.ofDays(3))),
            broken(
                    "java",
                    "openjdk version \"21.0.2\"",
                    machine -> machine.programs.put(
                            "/usr/lib/helpline/run --java -version", new Ran(0, "openjdk version \"21.0.2\""))),
            broken(
                    "ports",
                    "port 4590, which is for the router's health, is taken by prometheus",
                    machine -> machine.programs.put(
                            "ss --no-header --listening --tcp --numeric --processes",
                            new Ran(0, "LISTEN 0 50 *:4590 *:* users:((\"prometheus\",pid=9,fd=7))\n"))),
            broken(
                    "router",
                    "callPath DOWN",
                    machine -> machine.answers.put(
                            "http://127.0.0.1:4590/actuator/health/callpath",
                            "{\"status\":\"DOWN\",\"components\":{\"callPath\":{\"status\":\"DOWN\"}}}")),
            broken(
                    "pages",
                    "helpline-pages does not run",
                    machine -> machine.programs.put("systemctl is-active helpline-pages", new Ran(3, "inactive\n"))),
            broken(
                    "timers",
                    "helpline-refresh.service failed",
                    machine -> machine.programs.put(
                            "systemctl show --property=Result --value helpline-refresh.service",
                            new Ran(0, "exit-code\n"))),
            broken(
                    "clock",
                    "nothing keeps this machine's clock right",
                    machine -> machine.programs.put(
                            "timedatectl show --property=NTPSynchronized --value", new Ran(0, "no\n"))),
            broken(
                    "asterisk",
                    "Asterisk 22 is needed, and this is Asterisk 20",
                    machine -> machine.console("core show version", "Asterisk 20.6.0")),
            broken(
                    "asterisk-restart",
                    "is told and not restarted",
                    machine -> machine.programs.put(
                            "systemctl is-active helpline-asterisk-restart.path", new Ran(3, "inactive\n"))),
            broken(
                    "trunk",
                    "the trunk does not answer",
                    machine -> machine.console(
                            "pjsip show contacts",
                            "  Contact:  trunk/sip:203.0.113.20:5060  9c0bd0e1f2 Unavail  nan\n")),
            broken("phones", "the calls of phone ilze are not encrypted", machine -> {
                machine.console("pjsip show endpoints", " Endpoint:  ilze     Not in use    0 of inf\n");
                machine.console("pjsip show endpoint ilze", " media_encryption    : no\n");
            }),
            broken("phones-certificate", "sip.crt, ends in 2 days", machine -> secure(machine, "rw-------")),
            broken(
                    "spool",
                    "51 records of calls wait",
                    machine -> machine.console("database show helpline/outcome", "51 results found.")),
            broken(
                    "fallback",
                    "is not of today",
                    machine -> machine.console(
                            "database get helpline/fallback version", "Value: v2-7b94d71324322b60-20261130")),
            broken("web-calls", "Asterisk's web server does not answer at 127.0.0.1:8088", machine -> {
                machine.takeWebCalls();
                machine.answers.remove("http://127.0.0.1:8088/ws");
            }),
            broken("relay", "coturn does not run", machine -> {
                machine.takeWebCalls();
                machine.programs.put("systemctl is-active coturn", new Ran(3, "inactive\n"));
            }),
            broken("call-traces", "nginx tells the pages the addresses of who calls", machine -> {
                machine.takeWebCalls();
                machine.programs.put("nginx -T", new Ran(0, "proxy_set_header X-Forwarded-For $remote_addr;\n"));
            }));

    /// Takes phones over TLS, with a certificate that ends on 4 December.
    private static void secure(FakeMachine machine, String mode) throws IOException {
        machine.write("/etc/helpline/asterisk/keys/sip.crt", CERTIFICATE);
        machine.write("/etc/helpline/asterisk/keys/sip.key", "");
        Files.setPosixFilePermissions(
                machine.file("/etc/helpline/asterisk/keys/sip.key"), PosixFilePermissions.fromString(mode));
        machine.write(Places.SITE, machine.read(Places.SITE) + """
                [site-transport-tls](!)
                cert_file = /etc/helpline/asterisk/keys/sip.crt         ; with its chain
                priv_key_file = /etc/helpline/asterisk/keys/sip.key
                """);
    }

    private static Map.Entry<String, Map.Entry<String, Breaks>> broken(String check, String says, Breaks breaks) {
        return entry(check, entry(says, breaks));
    }

    @Test
    void nothing_is_wrong_where_all_is_right() {
        assertThat(CheckCommand.look(machine)).isEmpty();
    }

    @Test
    void each_check_is_seen_here_to_find_something() {
        assertThat(CheckCommand.ALL).extracting(Check::name).containsExactlyInAnyOrderElementsOf(BROKEN.keySet());
    }

    @TestFactory
    Stream<DynamicTest> what_is_broken_is_named_and_nothing_else() {
        return BROKEN.entrySet().stream()
                .map(each -> DynamicTest.dynamicTest(each.getKey(), () -> {
                    var broken = new FakeMachine(Files.createTempDirectory(directory, "broken"));
                    each.getValue().getValue().breaks(broken);
                    assertThat(CheckCommand.look(broken))
                            .isNotEmpty()
                            .allMatch(told -> told.check().equals(each.getKey()))
                            .allMatch(
                                    told -> told.what().contains(each.getValue().getKey()))
                            .noneMatch(told -> told.todo().isBlank());
                }));
    }

    @Test
    void nothing_is_wrong_with_a_relay_as_the_example_has_it() throws IOException {
        machine.takeWebCalls();
        assertThat(CheckCommand.look(machine)).isEmpty();
    }

    /// @param line of coturn's configuration, and what it is made
    @ParameterizedTest
    @CsvSource({
        "denied-peer-ip=0.0.0.0-255.255.255.255, #, has no line denied-peer-ip=0.0.0.0",
        "use-auth-secret, no-auth, has no-auth",
        "no-tcp-relay, #, has no line no-tcp-relay",
        "log-file=/dev/null, log-file=stdout, has no line log-file=/dev/null",
        "no-cli, verbose, has verbose",
        "no-cli, user=me:secret, has user=…",
        "allowed-peer-ip=127.0.0.1, allowed-peer-ip=10.0.0.1, has allowed-peer-ip=10.0.0.1",
        "static-auth-secret=7, static-auth-secret=8, so no call has sound",
        "listening-ip=203.0.113.10, listening-ip=203.0.113.11, is 203.0.113.11 = 127.0.0.1"
    })
    void a_relay_that_opens_more_or_tells_more_is_told(String line, String other, String what) throws IOException {
        machine.takeWebCalls();
        machine.write(Places.RELAY, machine.read(Places.RELAY).replace("\n" + line, "\n" + other));
        assertThat(CheckCommand.look(machine))
                .allMatch(told -> told.check().equals("relay") && told.wrong())
                .anySatisfy(told -> assertThat(told.what()).contains(what).doesNotContain("me:secret"));
    }

    @Test
    void without_a_relay_addresses_of_callers_are_seen_which_is_told() throws IOException {
        machine.takeWebCalls();
        machine.write(Places.ENVIRONMENT, machine.read(Places.ENVIRONMENT).replaceAll("HELPLINE_WEBCALL_RELAY.*", ""));
        assertThat(CheckCommand.look(machine)).singleElement().satisfies(told -> {
            assertThat(told.wrong()).isFalse();
            assertThat(told.what()).contains("sees the addresses");
        });
    }

    /// It was started before it was told to overwrite its memory.
    @Test
    void an_nginx_that_keeps_addresses_in_memory_is_told() throws IOException {
        machine.takeWebCalls();
        machine.write("/proc/72/environ", "A=b\0");
        assertThat(CheckCommand.look(machine)).singleElement().satisfies(told -> {
            assertThat(told.wrong()).isTrue();
            assertThat(told.what()).startsWith("nginx runs without");
        });
    }

    @Test
    void a_relay_that_is_not_made_to_forget_is_told() throws IOException {
        machine.takeWebCalls();
        machine.programs.put("systemctl is-active " + Places.RELAY_FORGETS, new Ran(3, "inactive\n"));
        assertThat(CheckCommand.look(machine))
                .extracting(CheckCommand.Told::what)
                .singleElement()
                .asString()
                .startsWith(Places.RELAY_FORGETS + " does not run");
    }

    @Test
    void another_proxy_than_nginx_keeps_addresses_in_memory_which_is_told() throws IOException {
        machine.takeWebCalls();
        machine.programs.put("systemctl is-active nginx", new Ran(3, "inactive\n"));
        assertThat(CheckCommand.look(machine)).singleElement().satisfies(told -> {
            assertThat(told.wrong()).isFalse();
            assertThat(told.what()).startsWith("no nginx of this machine");
        });
    }

    @Test
    void a_page_that_offers_calls_which_asterisk_does_not_take_is_told() throws IOException {
        machine.takeWebCalls();
        machine.write(Places.SITE, machine.read(Places.SITE).replace("enabled = yes", "enabled = no"));
        assertThat(CheckCommand.look(machine))
                .extracting(CheckCommand.Told::what)
                .containsExactly("the page offers calls, and Asterisk's web server is off in " + Places.SITE);
    }

    @Test
    void a_key_of_phones_that_others_may_read_is_told() throws IOException {
        secure(machine, "rw-r--r--");
        assertThat(CheckCommand.look(machine))
                .extracting(CheckCommand.Told::what)
                .anyMatch(
                        what -> what.startsWith("others than its owner may read or write /etc/helpline/asterisk/keys"));
    }

    @Test
    void a_timer_that_fetches_recordings_has_to_run_only_where_they_are_wanted() {
        machine.write(Places.RECORDINGS, "PAGES=https://dezura.example.lv");
        assertThat(CheckCommand.look(machine))
                .extracting(CheckCommand.Told::what)
                .containsExactly("helpline-recordings.timer does not run");
    }

    @Test
    void a_restart_of_an_asterisk_that_hung_is_told() throws IOException {
        machine.write(Places.RESTARTED, "");
        assertThat(CheckCommand.look(machine)).singleElement().satisfies(told -> {
            assertThat(told.wrong()).isFalse();
            assertThat(told.what()).contains("Asterisk hung and was restarted");
        });
    }

    @Test
    void each_of_two_trunks_is_told() throws IOException {
        machine.write(Places.SITE, machine.read(Places.SITE) + """
                [site-second-trunk](!)
                type = endpoint
                [site-second-trunk-registration](!)
                server_uri = sip:sip.second.example
                """);
        machine.console(
                "pjsip show registrations", " trunk-registration/sip:sip.trunk.example   trunk-auth   Registered");
        assertThat(CheckCommand.look(machine))
                .extracting(CheckCommand.Told::what)
                .containsExactly(
                        "the second trunk does not answer: Asterisk has no contact of it",
                        "the second trunk has not taken our registration, so nobody can call us over it");
    }

    /// As it is for up to 30 s after its settings were read.
    @Test
    void a_trunk_that_was_not_asked_yet_is_not_wrong() {
        machine.console("pjsip show contacts", "  Contact:  trunk/sip:203.0.113.20:5060  9c0bd0e1f2 NonQual  nan\n");
        assertThat(CheckCommand.look(machine)).singleElement().satisfies(told -> {
            assertThat(told.wrong()).isFalse();
            assertThat(told.what()).isEqualTo("Asterisk has not asked yet whether the trunk is there");
        });
    }

    @Test
    void a_first_trunk_that_the_second_stands_in_for_is_told() {
        machine.console("database get helpline/trunk trunk", "Value: 20261201");
        assertThat(CheckCommand.look(machine)).singleElement().satisfies(told -> {
            assertThat(told.wrong()).isFalse();
            assertThat(told.what()).contains("it went on over the second trunk");
        });
        machine.console("database get helpline/trunk trunk", "Value: 20261130");
        assertThat(CheckCommand.look(machine)).isEmpty();
    }

    @Test
    void a_registration_that_the_trunk_has_not_taken_is_told() throws IOException {
        machine.write(
                Places.SITE,
                machine.read(Places.SITE) + "[site-trunk-registration](!)\nserver_uri = sip:sip.trunk.example\n");
        machine.console(
                "pjsip show registrations", " trunk-registration/sip:sip.trunk.example   trunk-auth   Rejected");
        assertThat(CheckCommand.look(machine))
                .extracting(CheckCommand.Told::what)
                .containsExactly("the trunk has not taken our registration, so nobody can call us over it");
        machine.console(
                "pjsip show registrations", " trunk-registration/sip:sip.trunk.example   trunk-auth   Registered");
        assertThat(CheckCommand.look(machine)).isEmpty();
    }

    @Test
    void what_cannot_be_looked_at_is_wrong_and_the_rest_is_looked_at() {
        machine.rows.clear();
        machine.free = 12;
        assertThat(CheckCommand.look(machine))
                .filteredOn(CheckCommand.Told::wrong)
                .extracting(CheckCommand.Told::check)
                .contains("database", "disk");
    }

    @Test
    void programs_read_the_same_and_the_exit_code_says_whether_something_is_wrong() {
        machine.free = 12;
        var out = new StringWriter();
        var code = new CommandLine(new CheckCommand(machine))
                .setOut(new PrintWriter(out))
                .execute("--json");
        assertThat(code).isEqualTo(1);
        var told = JsonMapper.shared().readTree(out.toString());
        assertThat(told.get(0).path("check").asString()).isEqualTo("disk");
        assertThat(told.get(0).path("wrong").asBoolean()).isTrue();
    }

    @Test
    void what_is_only_told_is_no_failure() {
        machine.console("pjsip show endpoints", " Endpoint:  ilze     Not in use\n");
        machine.console("pjsip show endpoint ilze", " media_encryption    : no\n");
        var out = new StringWriter();
        var code = new CommandLine(new CheckCommand(machine))
                .setOut(new PrintWriter(out))
                .execute();
        assertThat(code).isZero();
        assertThat(out.toString()).contains("note   phones: ").endsWith("checks: nothing is wrong\n");
        assertThat(List.of("--jsno"))
                .allMatch(option -> new CommandLine(new CheckCommand(machine))
                                .setErr(new PrintWriter(new StringWriter()))
                                .execute(option)
                        == 2);
    }
}
