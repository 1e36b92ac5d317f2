package lv.helpline.lab;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/// A real Asterisk 22 with the project's own configuration, in a directory of its own. Only the directories, the ports
/// and the site's values differ from a production installation.
public final class Asterisk implements AutoCloseable {

    /// Of whoever looks at this Asterisk's calls.
    public static final String SECRET = "of-the-lab";

    private final Path home;
    private final int sipPort;
    private final int managerPort;
    private @Nullable Process process;

    /// @param home where its files are to be; emptied by nobody, so name a fresh one
    public Asterisk(Path home) throws IOException {
        this.home = home.toAbsolutePath();
        this.sipPort = Ports.freeUdp();
        this.managerPort = Ports.freeTcp();
        for (var directory : List.of("etc", "var/keys", "spool", "run", "log", "data")) {
            Files.createDirectories(this.home.resolve(directory));
        }
        Files.createDirectory(
                spoken(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        play(Tools.sounds());
        try (var shared = Files.list(Tools.asteriskRoot().resolve("usr/share/asterisk"))) {
            for (var part : shared.toList()) {
                if (!part.endsWith("sounds")) {
                    link(part.getFileName().toString(), part);
                }
            }
        }
    }

    private void link(String name, Path target) throws IOException {
        var link = home.resolve("data").resolve(name);
        Files.deleteIfExists(link);
        Files.createSymbolicLink(link, target.toAbsolutePath());
    }

    /// Has what `ops/prompts` made in that directory from now on.
    void play(Path sounds) throws IOException {
        link("sounds", sounds.resolve("sounds"));
        link("moh", sounds.resolve("moh"));
    }

    public InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), sipPort);
    }

    /// Where who may look at calls looks, as `helpline` with [#SECRET].
    public int managerPort() {
        return managerPort;
    }

    /// Where it puts what is spoken on the duty line.
    public Path spoken() {
        return home.resolve("spool/spoken");
    }

    /// Everything that this Asterisk ever wrote is below it.
    public Path home() {
        return home;
    }

    /// Writes the configuration and starts; returns when Asterisk says that it is fully booted.
    ///
    /// @param trunkPort where calls to mobiles go
    /// @param globals   values of `site-globals`, in addition to or instead of the example's
    public void start(int trunkPort, Map<String, String> globals, List<String> phones) throws IOException {
        configure(trunkPort, globals, phones);
        boot();
    }

    /// Starts again with the configuration and the database that it has.
    public void boot() throws IOException {
        process = new ProcessBuilder(command("-f"))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        home.resolve("log/console").toFile()))
                .start();
        var running = process;
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> !running.isAlive() || cli("core waitfullybooted").contains("fully booted"));
        if (!running.isAlive()) {
            throw new IllegalStateException("Asterisk did not start: see " + home.resolve("log"));
        }
        var complaints = complaints();
        if (!complaints.isEmpty()) {
            throw new IllegalStateException("Asterisk does not like its configuration: " + complaints);
        }
    }

    /// Runs one command of Asterisk's command line and returns what it printed.
    public String cli(String command) throws IOException, InterruptedException {
        return run(new ProcessBuilder(command("-rx", command)));
    }

    public Process process() {
        var running = process;
        if (running == null) {
            throw new IllegalStateException("Asterisk is not started");
        }
        return running;
    }

    /// Lets whoever has [#SECRET] look at calls, or nobody, as an installation does in its `site.conf`. Nobody
    /// ends the connections that there are, which Asterisk does not do by itself. Asterisk drops a reload that
    /// comes during another, so it is asked again until it is done. Its own switch, `enabled`, is left alone:
    /// off, it cancels the thread that accepts connections with whatever lock it holds, and a reload hangs.
    public void manager(boolean open) throws IOException, InterruptedException {
        edit(home.resolve("etc/site.conf"), "=", Map.of("secret", open ? SECRET : "of-nobody"));
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> {
            cli("manager reload");
            return letsIn() == open;
        });
        if (!open) {
            for (var line : cli("manager show connected").lines().toList()) {
                var columns = line.strip().split(" +", -1);
                if (columns[0].equals("helpline")) {
                    cli("manager kick session " + columns[4]);
                }
            }
        }
    }

    private boolean letsIn() throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), managerPort)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(login());
            var answers = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
            return answers.lines()
                    .filter(line -> line.startsWith("Response: "))
                    .findFirst()
                    .equals(Optional.of("Response: Success"));
        }
    }

    /// How [#SECRET] is shown to the manager.
    static byte[] login() {
        return "Action: Login\r\nUsername: helpline\r\nSecret: %s\r\n\r\n"
                .formatted(SECRET)
                .getBytes(UTF_8);
    }

    /// What it logged: warnings and errors only, by its configuration.
    public String log() {
        try {
            return Files.readString(home.resolve("log/messages.log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The warnings and errors of its log.
    public List<String> complaints() {
        return log().lines()
                .filter(line -> line.contains("WARNING[") || line.contains("ERROR["))
                .toList();
    }

    /// How it is started and asked, without the arguments that say which.
    List<String> command(String... arguments) {
        var command = new ArrayList<>(List.of(
                Tools.asterisk(), "-C", home.resolve("etc/asterisk.conf").toString()));
        command.addAll(List.of(arguments));
        return command;
    }

    private static String run(ProcessBuilder builder) throws IOException, InterruptedException {
        var process = builder.redirectErrorStream(true).start();
        var output = new String(process.getInputStream().readAllBytes(), UTF_8);
        process.waitFor();
        return output;
    }

    private void configure(int trunkPort, Map<String, String> globals, List<String> phones) throws IOException {
        var etc = home.resolve("etc");
        try (var files = Files.list(Tools.project().resolve("asterisk-config"))) {
            for (var file :
                    files.filter(name -> name.toString().endsWith(".conf")).toList()) {
                Files.copy(file, etc.resolve(file.getFileName()));
            }
        }
        var directories = Map.of(
                "astetcdir", etc.toString(),
                "astmoddir", Tools.asteriskModules().toString(),
                "astvarlibdir", home.resolve("var").toString(),
                "astdbdir", home.resolve("var").toString(),
                "astkeydir", home.resolve("var").toString(),
                "astdatadir", home.resolve("data").toString(),
                "astagidir", home.resolve("data/agi-bin").toString(),
                "astspooldir", home.resolve("spool").toString(),
                "astrundir", home.resolve("run").toString(),
                "astlogdir", home.resolve("log").toString());
        edit(etc.resolve("asterisk.conf"), "=>", directories);
        int media = 10_000 + 1_000 * ThreadLocalRandom.current().nextInt(20);
        edit(etc.resolve("rtp.conf"), "=", Map.of("rtpstart", "" + media, "rtpend", "" + (media + 999)));
        var site = Files.readString(Tools.project().resolve("asterisk-config/site.conf.example"))
                .replace("0.0.0.0:5060", "127.0.0.1:" + sipPort)
                .replace("203.0.113.20:5060", "127.0.0.1:" + trunkPort)
                .replace("203.0.113.20", "127.0.0.1")
                .replace("192.168.0.0/255.255.0.0", "127.0.0.0/255.0.0.0");
        Files.writeString(etc.resolve("site.conf"), site);
        edit(
                etc.resolve("site.conf"),
                "=",
                Map.of("qualify_frequency", "0", "enabled", "yes", "port", "" + managerPort, "secret", SECRET));
        edit(etc.resolve("site.conf"), "=", globals);
        var wizards =
                phones.stream().map(phone -> """
                    [%1$s](phone)
                    accepts_auth = no
                    aor/contact = sip:%1$s@127.0.0.1:%2$d
                    aor/qualify_frequency = 0
                    """.formatted(phone, trunkPort)).collect(Collectors.joining("\n"));
        Files.writeString(etc.resolve("phones.conf"), wizards);
        for (var secret : List.of("site.conf", "phones.conf")) {
            Files.setPosixFilePermissions(etc.resolve(secret), PosixFilePermissions.fromString("rw-------"));
        }
    }

    private static void edit(Path file, String operator, Map<String, String> values) throws IOException {
        var text = Files.readString(file);
        for (var value : values.entrySet()) {
            var line = "(?m)^" + value.getKey() + " *" + operator + ".*$";
            if (!Pattern.compile(line).matcher(text).find()) {
                throw new IllegalStateException(file + " has no " + value.getKey());
            }
            text = text.replaceAll(
                    line, value.getKey() + " " + operator + " " + Matcher.quoteReplacement(value.getValue()));
        }
        Files.writeString(file, text);
    }

    /// Stops it as a service manager would, and does not return before it is gone.
    @Override
    public void close() {
        Processes.stop(process, Duration.ofSeconds(15));
        process = null;
    }
}
