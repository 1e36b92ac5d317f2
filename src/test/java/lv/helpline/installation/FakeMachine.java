package lv.helpline.installation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// An installation on which all is right, in a directory; a test breaks one thing of it.
final class FakeMachine implements Machine {

    static final Instant NOW = Instant.parse("2026-12-01T10:00:00Z");

    final Path root;
    final Map<String, Ran> programs = new LinkedHashMap<>();
    final Map<String, String> answers = new LinkedHashMap<>();
    final Map<String, List<List<String>>> rows = new LinkedHashMap<>();
    final List<String> ran = new ArrayList<>();
    final List<String> inputs = new ArrayList<>();
    Instant certificate = NOW.plus(Duration.ofDays(60));
    long free = 50_000;

    /// The language that has no sounds.
    String silent = "none";

    private final Path sounds;
    boolean everythingElseSucceeds;

    FakeMachine(Path root) throws IOException {
        this.root = root;
        for (var secret : Places.SECRETS) {
            write(secret, "5".repeat(64) + "\n");
        }
        write(Places.SITE, """
                [site-globals](!)
                AGI_SECRET = %s      ; as the router
                [site-manager-reader](!)
                secret = %s
                """.formatted("5".repeat(64), "5".repeat(64)));
        write(Places.PHONES, "");
        write(Places.ENVIRONMENT, "HELPLINE_WEB_ADDRESS=https://dezura.example.lv\nHELPLINE_AGI_ALLOW=127.0.0.0/8\n");
        Files.createDirectories(file("/var/lib/asterisk/keys"));
        sounds = sounds();
        programs.put("/usr/lib/helpline/run --java -version", new Ran(0, "openjdk version \"25.0.1\" 2026-10-20"));
        programs.put(
                "ss --no-header --listening --tcp --numeric --processes",
                new Ran(0, "LISTEN 0      50     127.0.0.1:4573    0.0.0.0:*    users:((\"java\",pid=71,fd=12))\n"));
        for (var unit : List.of("helpline-router", "helpline-pages")) {
            programs.put("systemctl is-active " + unit, new Ran(0, "active\n"));
        }
        for (var timer : Places.TIMERS) {
            programs.put("systemctl is-active " + timer + ".timer", new Ran(0, "active\n"));
            programs.put("systemctl show --property=Result --value " + timer + ".service", new Ran(0, "success\n"));
        }
        programs.put("systemctl is-active helpline-asterisk-restart.path", new Ran(0, "active\n"));
        programs.put("timedatectl show --property=NTPSynchronized --value", new Ran(0, "yes\n"));
        console("core show version", "Asterisk 22.10.1 built by pbuilder");
        console("core show uptime", "System uptime: 3 hours");
        console("pjsip show contacts", "  Contact:  trunk/sip:203.0.113.20:5060    9c0bd0e1f2 Avail         3.100\n");
        console(
                "pjsip show endpoints",
                " Endpoint:  probe      Not in use\n Endpoint:  trunk    Not in use    0 of inf\n");
        console("database show helpline/outcome", "0 results found.");
        console("database get helpline/fallback version", "Value: v2-7b94d71324322b60-20261201");
        answers.put("http://127.0.0.1:4590/actuator/health/callpath", "{\"status\":\"UP\"}");
        answers.put("http://127.0.0.1:4591/actuator/health", "{\"status\":\"UP\"}");
        row("select current_setting('server_version_num')", "170002");
        row("select to_regclass('public.line') is null", "f");
        row("select to_regclass('public.line') is not null", "t");
        row("select has_table_privilege('audit_entry', 'delete')", "f");
        row("select count(*) from account where role = 'administrator' and active", "1");
        rows.put(
                "select consultant, phone from phone_of_a_consultant where verified_at is null order by 1, 2",
                List.of());
        rows.put("select id from line where hours_assumed order by id", List.of());
    }

    /// A language with each prompt, shared by all that only look at it.
    private static synchronized Path sounds() throws IOException {
        var language = Path.of("target/fake-sounds").toAbsolutePath();
        var prompts = Files.createDirectories(language.resolve("helpline"));
        for (var row : Files.readAllLines(Path.of("asterisk-config/prompts/catalogue.tsv"))) {
            var sound = prompts.resolve(row.split("\t", 2)[0] + ".wav");
            if (!row.isBlank() && !row.startsWith("#") && !row.startsWith("id\t") && Files.notExists(sound)) {
                Files.writeString(sound, "RIFF");
            }
        }
        return language;
    }

    void write(String name, String text) {
        try {
            var file = file(name);
            Files.createDirectories(Objects.requireNonNull(file.getParent()));
            Files.writeString(file, text);
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
    }

    String read(String name) throws IOException {
        return Files.readString(file(name));
    }

    void console(String command, String answer) {
        programs.put("asterisk -C /etc/helpline/asterisk/asterisk.conf -rx " + command, new Ran(0, answer));
    }

    void row(String sql, String... values) {
        rows.put(sql, List.of(List.of(values)));
    }

    /// Takes calls from the web page, with a relay, as set-up makes both.
    void takeWebCalls() throws IOException {
        write(Places.COTURN, "");
        write(Places.RELAY_EXAMPLE, Files.readString(Path.of("ops/coturn/turnserver.conf.example")));
        write(Places.RELAY, read(Places.RELAY_EXAMPLE).replace("CHANGE-ME", "7".repeat(64)));
        write(Places.SITE, read(Places.SITE) + """
                [site-http](!)
                enabled = yes
                [site-ice](!)
                203.0.113.10 = 127.0.0.1
                """);
        write(Places.ENVIRONMENT, read(Places.ENVIRONMENT) + """
                HELPLINE_WEBCALL_ASTERISK=127.0.0.1:8088
                HELPLINE_WEBCALL_RELAYS=turn:203.0.113.10:3478?transport=udp
                HELPLINE_WEBCALL_RELAYSECRET=%s
                """.formatted("7".repeat(64)));
        answers.put("http://127.0.0.1:8088/ws", "");
        programs.put("systemctl is-active coturn", new Ran(0, "active\n"));
        forgetsWhoCalled();
    }

    /// As nginx of the package does, and the relay's unit.
    void forgetsWhoCalled() throws IOException {
        programs.put("systemctl is-active " + Places.RELAY_FORGETS, new Ran(0, "active\n"));
        programs.put("systemctl is-active nginx", new Ran(0, "active\n"));
        programs.put("systemctl show --property=MainPID --value nginx", new Ran(0, "72\n"));
        write("/proc/72/environ", "A=b\0GLIBC_TUNABLES=glibc.malloc.perturb=165\0");
        programs.put("nginx -T", new Ran(0, Files.readString(Path.of("ops/nginx/helpline.conf.example"))));
    }

    @Override
    public Path file(String absolute) {
        var language = absolute.replaceFirst("^" + Places.SOUNDS + "/", "");
        if (!language.equals(absolute) && !language.startsWith(silent + "/")) {
            return sounds.resolve(language.replaceFirst("^[a-z]+/", ""));
        }
        return root.resolve(absolute.substring(1));
    }

    @Override
    public Ran run(List<String> command) {
        return run(command, "");
    }

    @Override
    public Ran run(List<String> command, String input) {
        var line = String.join(" ", command);
        ran.add(line);
        inputs.add(input);
        return programs.getOrDefault(
                line, everythingElseSucceeds ? new Ran(0, "") : new Ran(127, "there is no " + line));
    }

    @Override
    public Optional<String> get(String url) {
        return Optional.ofNullable(answers.get(url));
    }

    @Override
    public List<List<String>> query(String sql) throws IOException {
        @Nullable List<List<String>> found = rows.get(sql);
        if (found == null) {
            throw new IOException("the database does not answer: " + sql);
        }
        return found;
    }

    @Override
    public Instant certificateEnds(String host, int port) {
        return certificate;
    }

    @Override
    public Instant now() {
        return NOW;
    }

    @Override
    public long freeMegabytes(String absolute) {
        return free;
    }
}
