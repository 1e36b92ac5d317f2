package lv.helpline.installation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import lv.helpline.installation.Machine.Ran;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/// What set-up asks and writes; that it works on a real machine, `ops/test install` shows.
class SetupCommandTest {

    private static final String REGISTERS = """
            TRUNK=203.0.113.20
            TRUNK_USER=37167898343
            TRUNK_PASSWORD=trunk-pass
            LAST_RESORT=37120000000
            DUTY_NUMBER=25550100
            WEB_ADDRESS=https://dezura.example.lv
            MAIL=smtp://dezura%40example.lv:mail-pass@mail.example.lv:587
            NUMBERS=yes
            """;

    @TempDir
    private Path directory;

    private FakeMachine machine;
    private final StringWriter out = new StringWriter();

    @BeforeEach
    void aBareMachine() throws IOException {
        machine = new FakeMachine(directory);
        for (var name : Places.SECRETS) {
            Files.delete(machine.file(name));
        }
        Files.delete(machine.file(Places.SITE));
        Files.delete(machine.file(Places.PHONES));
        machine.write(Places.ENVIRONMENT, "# ours\nHELPLINE_AGI_CONNECTIONS=300\n");
        machine.write(Places.SITE_EXAMPLE, Files.readString(Path.of("asterisk-config/site.conf.example")));
        machine.write(Places.PHONES_EXAMPLE, Files.readString(Path.of("asterisk-config/phones.conf.example")));
        machine.write(Places.NUMBERS, Files.readString(Path.of("asterisk-config/numbers.conf")));
        machine.everythingElseSucceeds = true;
        machine.answers.put("http://127.0.0.1:4590/actuator/health", "{\"status\":\"UP\"}");
        machine.console("core waitfullybooted", "Asterisk has fully booted.");
        machine.console("core show settings", "  Configuration directory:     /etc/helpline/asterisk\n");
        machine.console("pjsip show registrations", " trunk-registration/sip:203.0.113.20   trunk-auth   Registered");
        machine.console("database get helpline/testcall 28612120", "Value: v1|1795955309|closed|router|end");
        machine.console(
                "core show channels concise",
                "Local/28612120@helpline-from-trunk-00000001;2!helpline-call!28612120!7!Up!BackGround!lv/helpline/menu!!\n");
        machine.programs.put(
                "journalctl --unit=helpline-pages --output=cat --no-pager",
                new Ran(0, "WARN There is no administrator. Whoever opens this link first is: http://x/link/abc\n"));
    }

    private int setUp(String answers) throws IOException {
        var file = Files.writeString(directory.resolve("answers"), answers);
        return setUp(file);
    }

    private int setUp(Path file) {
        return new CommandLine(new SetupCommand(machine))
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(out, true))
                .setExecutionExceptionHandler((failure, at, _) -> {
                    at.getErr().println(failure.getMessage());
                    return 1;
                })
                .execute("--answers", file.toString());
    }

    @Test
    void a_trunk_with_user_and_password_is_registered_at() throws IOException {
        assertThat(setUp(REGISTERS)).describedAs(out.toString()).isZero();
        var site = new AsteriskFile(machine.read(Places.SITE));
        assertThat(site.value("site-trunk-registration", "type")).contains("registration");
        assertThat(site.value("site-trunk-registration", "client_uri")).contains("sip:37167898343@203.0.113.20");
        assertThat(site.value("site-trunk-auth", "password")).contains("trunk-pass");
        assertThat(site.value("site-trunk", "outbound_auth")).contains("trunk-auth");
        assertThat(site.value("site-globals", "NUMBER_IN")).contains("To");
        assertThat(site.values("site-acl", "permit"))
                .containsExactly("203.0.113.20/255.255.255.255", "192.168.0.0/255.255.0.0");
        assertThat(out.toString()).contains("right  a call to 28612120").contains("http://x/link/abc");
    }

    @Test
    void a_trunk_that_is_known_by_its_address_has_no_registration() throws IOException {
        assertThat(setUp("TRUNK=203.0.113.44:5062\nWEB_ADDRESS=https://dezura.example.lv\n"))
                .isZero();
        var site = new AsteriskFile(machine.read(Places.SITE));
        assertThat(site.value("site-trunk-registration", "type")).isEmpty();
        assertThat(site.value("site-trunk", "outbound_auth")).isEmpty();
        assertThat(site.value("site-trunk-aor", "contact")).contains("sip:203.0.113.44:5062");
        assertThat(site.values("site-trunk-identify", "match")).containsExactly("203.0.113.44");
    }

    @Test
    void a_second_trunk_is_called_when_the_first_fails_and_may_call_us() throws IOException {
        theSecondTrunkIsThere();
        var second = "SECOND_TRUNK=203.0.113.30\nSECOND_TRUNK_USER=371\nSECOND_TRUNK_PASSWORD=second-pass\n";
        assertThat(setUp(REGISTERS + second)).describedAs(out.toString()).isZero();
        var site = new AsteriskFile(machine.read(Places.SITE));
        assertThat(site.value("site-globals", "TRUNKS")).contains("trunk+second-trunk");
        assertThat(site.value("site-second-trunk", "type")).contains("endpoint");
        assertThat(site.value("site-second-trunk", "outbound_auth")).contains("second-trunk-auth");
        assertThat(site.value("site-second-trunk-aor", "contact")).contains("sip:203.0.113.30");
        assertThat(site.value("site-second-trunk-aor", "qualify_frequency")).contains("30");
        assertThat(site.values("site-second-trunk-identify", "match")).containsExactly("203.0.113.30");
        assertThat(site.value("site-second-trunk-registration", "client_uri")).contains("sip:371@203.0.113.30");
        assertThat(site.value("site-second-trunk-auth", "password")).contains("second-pass");
        assertThat(site.values("site-acl", "permit"))
                .containsExactly(
                        "203.0.113.20/255.255.255.255", "203.0.113.30/255.255.255.255", "192.168.0.0/255.255.0.0");

        setUp(REGISTERS);
        site = new AsteriskFile(machine.read(Places.SITE));
        assertThat(site.value("site-globals", "TRUNKS")).contains("trunk");
        assertThat(site.value("site-second-trunk", "type")).isEmpty();
        assertThat(site.values("site-second-trunk-identify", "match")).isEmpty();
        assertThat(site.values("site-acl", "permit")).doesNotContain("203.0.113.30/255.255.255.255");
    }

    private void theSecondTrunkIsThere() {
        machine.console("pjsip show contacts", """
                  Contact:  trunk/sip:203.0.113.20           9c0bd0e1f2 Avail         3.100
                  Contact:  second-trunk/sip:203.0.113.30    7a0bd0e1f2 Avail         3.100
                """);
        machine.console("pjsip show registrations", """
                 trunk-registration/sip:203.0.113.20          trunk-auth          Registered
                 second-trunk-registration/sip:203.0.113.30   second-trunk-auth   Registered
                """);
    }

    private static final String RELAY = "RELAY=203.0.113.10\n";

    private void coturnIsThere() throws IOException {
        machine.write(Places.COTURN, "");
        machine.write(Places.RELAY_EXAMPLE, Files.readString(Path.of("ops/coturn/turnserver.conf.example")));
        machine.write(Places.RELAY, "# As Debian brings it.\n#listening-port=3478\n");
        machine.answers.put("http://127.0.0.1:8088/ws", "");
        machine.programs.put("systemctl is-active coturn", new Ran(0, "active\n"));
        machine.forgetsWhoCalled();
    }

    @Test
    void a_relay_is_set_up_with_a_secret_that_the_pages_have_too() throws IOException {
        coturnIsThere();
        assertThat(setUp(REGISTERS + RELAY)).describedAs(out.toString()).isZero();
        var settings = EnvironmentFile.read(machine.file(Places.ENVIRONMENT));
        var coturn = EnvironmentFile.read(machine.file(Places.RELAY));
        assertThat(coturn)
                .containsEntry("listening-ip", "203.0.113.10")
                .containsEntry("allowed-peer-ip", "127.0.0.1")
                .containsEntry("log-file", "/dev/null")
                .containsEntry("static-auth-secret", settings.get("HELPLINE_WEBCALL_RELAYSECRET"));
        assertThat(coturn.get("static-auth-secret")).matches("[0-9a-f]{64}");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(machine.file(Places.RELAY))))
                .isEqualTo("rw-------");
        assertThat(settings)
                .containsEntry("HELPLINE_WEBCALL_ASTERISK", "127.0.0.1:8088")
                .containsEntry(
                        "HELPLINE_WEBCALL_RELAYS",
                        "turn:203.0.113.10:3478?transport=udp,turn:203.0.113.10:3478?transport=tcp");
        var site = new AsteriskFile(machine.read(Places.SITE));
        assertThat(site.value("site-http", "enabled")).contains("yes");
        assertThat(site.values("site-ice", "203.0.113.10")).containsExactly("127.0.0.1");
        assertThat(machine.ran)
                .contains("systemctl enable --quiet coturn", "systemctl restart coturn")
                .noneMatch(line -> line.contains(coturn.get("static-auth-secret")));
        assertThat(out.toString()).contains("systemctl restart asterisk, which ends calls");
    }

    /// As the document says: in the file in which set-up keeps the answers.
    @Test
    void a_relay_that_is_written_into_the_answers_of_before_is_set_up_and_taken_away() throws IOException {
        coturnIsThere();
        setUp(REGISTERS);
        var kept = machine.file(Places.ANSWERS);
        Files.writeString(kept, RELAY, StandardOpenOption.APPEND);
        assertThat(setUp(kept)).describedAs(out.toString()).isZero();
        assertThat(machine.read(Places.ENVIRONMENT))
                .contains("HELPLINE_WEBCALL_RELAYS=turn:203.0.113.10:3478", "HELPLINE_WEBCALL_RELAYSECRET=");
        assertThat(out.toString()).contains("which ends calls");
        Files.writeString(kept, "RELAY=\n", StandardOpenOption.APPEND);
        assertThat(setUp(kept)).describedAs(out.toString()).isZero();
        assertThat(machine.read(Places.ENVIRONMENT)).doesNotContain("WEBCALL");
        assertThat(machine.ran).contains("systemctl disable --quiet --now coturn helpline-relay-forgets");
    }

    /// What was changed by hand stays, and whoever says nothing of a relay changes nothing.
    @Test
    void a_relay_that_is_there_is_not_restarted_for_nothing() throws IOException {
        coturnIsThere();
        setUp(REGISTERS + RELAY);
        machine.write(Places.RELAY, machine.read(Places.RELAY).replace("total-quota=400", "total-quota=50"));
        machine.write(
                Places.ENVIRONMENT,
                machine.read(Places.ENVIRONMENT).replace("turn:203.0.113.10:", "turn:dezura.example.lv:"));
        var files = List.of(Places.RELAY, Places.ENVIRONMENT, Places.SITE);
        var before = files.stream().map(this::read).toList();
        for (var answers : List.of(REGISTERS + RELAY, REGISTERS)) {
            machine.ran.clear();
            out.getBuffer().setLength(0);
            assertThat(setUp(answers)).isZero();
            assertThat(files.stream().map(this::read).toList()).isEqualTo(before);
            assertThat(machine.ran).noneMatch(line -> line.matches("systemctl (restart|disable) .*"));
            assertThat(out.toString()).doesNotContain("which ends calls");
        }
    }

    @Test
    void a_relay_at_another_address_takes_the_place_of_the_former_and_none_is_none() throws IOException {
        coturnIsThere();
        setUp(REGISTERS + RELAY);
        var secret = EnvironmentFile.read(machine.file(Places.RELAY)).get("static-auth-secret");
        assertThat(setUp(REGISTERS + "RELAY=203.0.113.11\n"))
                .describedAs(out.toString())
                .isZero();
        var site = new AsteriskFile(machine.read(Places.SITE));
        assertThat(site.values("site-ice", "203.0.113.10")).isEmpty();
        assertThat(site.values("site-ice", "203.0.113.11")).containsExactly("127.0.0.1");
        assertThat(EnvironmentFile.read(machine.file(Places.RELAY)))
                .containsEntry("listening-ip", "203.0.113.11")
                .containsEntry("static-auth-secret", secret);

        assertThat(setUp(REGISTERS + "RELAY=\n")).describedAs(out.toString()).isZero();
        site = new AsteriskFile(machine.read(Places.SITE));
        assertThat(site.value("site-http", "enabled")).contains("no");
        assertThat(site.values("site-ice", "203.0.113.11")).isEmpty();
        assertThat(machine.read(Places.ENVIRONMENT)).doesNotContain("WEBCALL");
        assertThat(machine.ran).contains("systemctl disable --quiet --now coturn helpline-relay-forgets");
    }

    @Test
    void without_coturn_a_relay_is_refused_before_anything_is_changed() throws IOException {
        assertThat(setUp(REGISTERS + RELAY)).isEqualTo(1);
        assertThat(out.toString()).contains("RELAY: there is no coturn; apt-get install coturn");
        assertThat(machine.ran).isEmpty();
    }

    /// And keeps what was changed in it by hand.
    @Test
    void a_site_that_an_earlier_version_made_gets_what_it_has_not() throws IOException {
        theSecondTrunkIsThere();
        machine.write(
                Places.SITE,
                machine.read(Places.SITE_EXAMPLE)
                        .replaceAll("(?s); A second trunk.*(?=\\[site-acl])", "")
                        .replaceAll("(?m)^TRUNKS = .*\n.*\n", "")
                        .replace("DIAL_PREFIX = +", "DIAL_PREFIX = 00"));
        assertThat(setUp(REGISTERS + "SECOND_TRUNK=203.0.113.30\n")).isZero();
        var site = new AsteriskFile(machine.read(Places.SITE));
        assertThat(site.value("site-globals", "DIAL_PREFIX")).contains("00");
        assertThat(site.value("site-globals", "TRUNKS")).contains("trunk+second-trunk");
        assertThat(site.value("site-second-trunk-aor", "contact")).contains("sip:203.0.113.30");
    }

    @Test
    void each_secret_is_made_and_only_its_owner_reads_it() throws IOException {
        setUp(REGISTERS);
        assertThat(Places.SECRETS).allSatisfy(name -> {
            assertThat(machine.read(name).strip()).matches("[0-9a-f]{64}");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(machine.file(name))))
                    .isEqualTo("rw-------");
        });
        assertThat(new AsteriskFile(machine.read(Places.SITE)).value("site-globals", "AGI_SECRET"))
                .contains(machine.read(Places.AGI_SECRET).strip());
        assertThat(machine.read(Places.DIRECTORY + "/mail-password")).isEqualTo("mail-pass");
        assertThat(machine.ran)
                .noneMatch(line -> line.contains("trunk-pass") || line.contains("mail-pass"))
                .noneMatch(line -> line.matches(".*[0-9a-f]{64}.*"));
    }

    @Test
    void what_runs_again_changes_no_secret_and_restarts_nothing() throws IOException {
        setUp(REGISTERS);
        var secrets = Places.SECRETS.stream().map(this::read).toList();
        var site = machine.read(Places.SITE);
        var environment = machine.read(Places.ENVIRONMENT);
        machine.ran.clear();
        assertThat(setUp(REGISTERS)).isZero();
        assertThat(Places.SECRETS.stream().map(this::read).toList()).isEqualTo(secrets);
        assertThat(machine.read(Places.SITE)).isEqualTo(site);
        assertThat(machine.read(Places.ENVIRONMENT))
                .isEqualTo(environment)
                .contains("# ours\nHELPLINE_AGI_CONNECTIONS=300\n")
                .contains("SPRING_MAIL_USERNAME=dezura@example.lv");
        assertThat(machine.ran).noneMatch(line -> line.contains(" restart ") || line.contains(" reload"));
    }

    @Test
    void another_trunk_takes_the_place_of_the_former_without_an_end_to_calls() throws IOException {
        setUp(REGISTERS);
        machine.ran.clear();
        assertThat(setUp("TRUNK=203.0.113.44\nWEB_ADDRESS=https://dezura.example.lv\n"))
                .isZero();
        assertThat(new AsteriskFile(machine.read(Places.SITE)).values("site-acl", "permit"))
                .containsExactly("203.0.113.44/255.255.255.255", "192.168.0.0/255.255.0.0");
        assertThat(machine.ran)
                .contains("asterisk -C /etc/helpline/asterisk/asterisk.conf -rx module reload res_pjsip.so")
                .noneMatch(line -> line.equals("systemctl restart asterisk"));
    }

    @Test
    void an_answer_of_another_form_changes_nothing() throws IOException {
        assertThat(setUp(REGISTERS.replace("25550100", "2555"))).isEqualTo(1);
        assertThat(out.toString()).contains("DUTY_NUMBER: 8 digits are needed");
        assertThat(machine.ran).isEmpty();
        assertThat(Files.exists(machine.file(Places.SITE))).isFalse();
    }

    @Test
    void what_is_left_to_do_by_hand_is_told() throws IOException {
        setUp(REGISTERS);
        assertThat(out.toString())
                .contains("coturn", "the firewall, and a daily helpline backup")
                .doesNotContain("certificate");
        machine.write(Places.ENVIRONMENT, "HELPLINE_WEBCALL_ASTERISK=127.0.0.1:8088\n");
        out.getBuffer().setLength(0);
        setUp(REGISTERS.replace("https://dezura.example.lv", "http://localhost:8080"));
        assertThat(out.toString())
                .contains("a proxy with a certificate before port 8080", "browsers refuse passkeys")
                .doesNotContain("calls from the web page, if you want them");
    }

    @Test
    void a_call_that_nobody_answers_is_told() throws IOException {
        machine.console("database get helpline/testcall 28612120", "Value: v1|1795955309|closed|fallback|end");
        assertThat(setUp(REGISTERS)).isEqualTo(1);
        assertThat(out.toString()).contains("WRONG  a call to 28612120").contains("by the fallback");
    }

    @Test
    void nobody_is_rung_for_a_try() throws IOException {
        machine.console("database get helpline/testcall 28612120", "Value: v1|1795955309|ring|router|end");
        assertThat(setUp(REGISTERS)).isZero();
        assertThat(out.toString()).contains("right  a call to 28612120 would ring who is on duty");
        assertThat(machine.ran).noneMatch(line -> line.contains("@helpline-from-trunk"));
    }

    @Test
    void at_most_eight_things_are_asked_and_a_wrong_answer_is_asked_again() throws IOException {
        var answers = Answers.ask(
                new BufferedReader(new StringReader(
                        "sip provider\n127.0.0.1\n371\nsecret\n\n12\n25550100\nhttps://dezura.example.lv\n\nyes\n")),
                new PrintWriter(out),
                Map.of("LAST_RESORT", "37120000000", "SECOND_TRUNK", "203.0.113.30"),
                "28612120");
        assertThat(answers.all())
                .containsEntry("TRUNK", "127.0.0.1")
                .containsEntry("LAST_RESORT", "37120000000")
                .containsEntry("DUTY_NUMBER", "25550100")
                .containsEntry("SECOND_TRUNK", "203.0.113.30");
        assertThat(Answers.ALL).hasSizeLessThanOrEqualTo(8);
        assertThat(out.toString()).contains("TRUNK: a name or an IPv4 address").contains("DUTY_NUMBER: 8 digits");
        assertThat(List.of("TRUNK", "MAIL")).allMatch(answers.all()::containsKey);
    }

    private String read(String name) {
        try {
            return machine.read(name);
        } catch (IOException gone) {
            throw new IllegalStateException(gone);
        }
    }
}
