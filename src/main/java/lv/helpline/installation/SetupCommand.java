package lv.helpline.installation;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.codec.Hex;
import org.springframework.security.crypto.keygen.KeyGenerators;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `helpline setup`.
@Command(
        name = "setup",
        mixinStandardHelpOptions = true,
        description = {
            "Ask at most eight things, set this machine up by the answers, place a call to it and say how it went.",
            "",
            "Run again it changes what is answered otherwise, and nothing else: secrets stay, calls go on. Nothing"
                    + " typed means what stands in brackets, - means nothing at all."
        },
        footerHeading = "%nExit code: ",
        footer = "0 set up, and nothing is wrong; 1 something is wrong, and is said; 2 wrong usage.")
public final class SetupCommand implements Callable<Integer> {

    private static final Duration START = Duration.ofMinutes(2);
    private static final Duration SOON = Duration.ofSeconds(40);
    private static final Duration CALL = Duration.ofSeconds(15);
    private static final Pattern NUMBER = Pattern.compile("(?m)^exten => (\\d{8}),");
    private static final Pattern LINK = Pattern.compile("https?://\\S+");

    private final Machine machine;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--answers",
            paramLabel = "FILE",
            description = {
                "Ask nothing: the file has a line NAME=ANSWER for each of",
                "TRUNK, TRUNK_USER, TRUNK_PASSWORD, LAST_RESORT, DUTY_NUMBER, WEB_ADDRESS, MAIL, NUMBERS=yes;",
                "for a second trunk, which nobody is asked for, also",
                "SECOND_TRUNK, SECOND_TRUNK_USER, SECOND_TRUNK_PASSWORD;",
                "for calls from the web page, which nobody is asked for either,",
                "RELAY"
            })
    private @Nullable Path answers;

    public SetupCommand() {
        this(new ThisMachine());
    }

    SetupCommand(Machine machine) {
        this.machine = machine;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        var out = spec.commandLine().getOut();
        var before = EnvironmentFile.read(machine.file(Places.ANSWERS));
        var numbers = NUMBER.matcher(Files.readString(machine.file(Places.NUMBERS)))
                .results()
                .map(match -> match.group(1))
                .toList();
        var given = answers == null
                ? Answers.ask(
                        new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset())),
                        out,
                        before,
                        String.join(", ", numbers))
                : Answers.of(EnvironmentFile.read(answers));
        var trunks = new LinkedHashMap<Trunk, List<String>>();
        for (var trunk : given.trunks()) {
            trunks.put(trunk, trunk.isThere() ? trunk.addresses() : List.of());
        }
        var there = machine.file(Places.SITE);
        var relayBefore = Files.exists(there) ? Relay.in(AsteriskFile.read(there)) : new Relay("");
        if (given.relay().filter(Relay::isThere).isPresent() && Files.notExists(machine.file(Places.COTURN))) {
            throw new IOException("RELAY: there is no coturn; apt-get install coturn, then setup again");
        }

        secrets(given);
        database(out);
        var settings = settings(given, relayBefore);
        var site = site(given, trunks, relayBefore);
        relay(given, relayBefore);
        write(Places.ANSWERS, EnvironmentFile.with(machine.file(Places.ANSWERS), given.all()), "");
        services(out, settings, site, !given.relay().orElse(relayBefore).equals(relayBefore));
        return report(out, given, numbers);
    }

    /// Those that are missing. A secret that is there stays: others may have been told it.
    private void secrets(Answers given) throws IOException {
        for (var name : Places.SECRETS) {
            if (Files.notExists(machine.file(name))) {
                write(name, secret() + "\n", "");
            }
        }
        if (Files.notExists(machine.file(Places.DIRECTORY + "/agi-secret-before"))) {
            write(Places.DIRECTORY + "/agi-secret-before", "", "");
        }
        write(Places.DIRECTORY + "/mail-password", given.mailPassword(), "");
    }

    /// 64 hexadecimal digits.
    private static String secret() {
        return new String(Hex.encode(KeyGenerators.secureRandom(32).generateKey()));
    }

    /// Both roles with their passwords, and the database, on this machine.
    private void database(PrintWriter out) throws IOException {
        var url = machine.settings().getOrDefault("SPRING_DATASOURCE_URL", "");
        if (!url.isEmpty() && !url.contains("//127.0.0.1")) {
            out.println("The database is on another machine, and stays as it is");
            return;
        }
        var sql = new StringBuilder("set log_statement = 'none';\n");
        for (var role : Map.of("helpline", Places.DATABASE_PASSWORD, "helpline_owner", Places.OWNER_PASSWORD)
                .entrySet()) {
            sql.append(
                    "select 'create role %s login' where not exists (select from pg_roles where rolname = '%s') \\gexec%n"
                            .formatted(role.getKey(), role.getKey()));
            sql.append("alter role %s password '%s';%n"
                    .formatted(
                            role.getKey(),
                            Files.readString(machine.file(role.getValue()))
                                    .strip()
                                    .replace("'", "''")));
        }
        sql.append("select 'create database helpline owner helpline_owner'"
                + " where not exists (select from pg_database where datname = 'helpline') \\gexec\n");
        var psql = List.of(
                "runuser",
                "-u",
                "postgres",
                "--",
                "psql",
                "--no-psqlrc",
                "--quiet",
                "--tuples-only",
                "--set=ON_ERROR_STOP=1",
                "--file=-");
        var ran = machine.run(psql, sql.toString());
        if (!ran.well()) {
            throw new IOException("the database could not be made: " + ran.firstLine()
                    + "; is postgresql installed, and does it run? systemctl status postgresql");
        }
    }

    /// Coturn, which is restarted only for another configuration: the sound of calls goes through it.
    private void relay(Answers given, Relay before) throws IOException {
        if (given.relay().isEmpty()) {
            return;
        }
        var relay = given.relay().get();
        if (relay.isThere()) {
            var configuration = relay.configuration(
                    machine.file(Places.RELAY),
                    machine.file(Places.RELAY_EXAMPLE),
                    machine.settings().getOrDefault(Relay.SECRET, ""));
            var isNew = write(Places.RELAY, configuration, "turnserver");
            must("systemctl", "enable", "--quiet", "coturn");
            must("systemctl", isNew ? "restart" : "start", "coturn");
            must("systemctl", "enable", "--quiet", "--now", Places.RELAY_FORGETS);
        } else if (before.isThere()) {
            must("systemctl", "disable", "--quiet", "--now", "coturn", Places.RELAY_FORGETS);
        }
    }

    private boolean settings(Answers given, Relay relayBefore) throws IOException {
        var values = new LinkedHashMap<String, String>();
        if (machine.settings().getOrDefault("SPRING_DATASOURCE_URL", "").isEmpty()) {
            values.put("SPRING_DATASOURCE_URL", "jdbc:postgresql://127.0.0.1:5432/helpline");
        }
        values.put("SPRING_DATASOURCE_USERNAME", "helpline");
        values.put("SPRING_FLYWAY_USER", "helpline_owner");
        values.put("HELPLINE_WEB_ADDRESS", given.get(Answers.WEB_ADDRESS));
        values.put("HELPLINE_WEB_DUTYNUMBER", given.get(Answers.DUTY_NUMBER));
        values.putAll(given.mail());
        if (given.relay().isPresent()) {
            var relay = given.relay().get();
            var known = machine.settings().getOrDefault(Relay.SECRET, "");
            values.putAll(relay.settings(known.isEmpty() ? secret() : known));
            if (relay.equals(relayBefore)) {
                // Browsers may find it by a name that only its operator knows.
                values.remove(Relay.RELAYS);
            }
        }
        return write(Places.ENVIRONMENT, EnvironmentFile.with(machine.file(Places.ENVIRONMENT), values), "");
    }

    private boolean site(Answers given, Map<Trunk, List<String>> trunks, Relay relayBefore) throws IOException {
        var there = machine.file(Places.SITE);
        var example = AsteriskFile.read(machine.file(Places.SITE_EXAMPLE));
        var site = Files.exists(there) ? AsteriskFile.read(there) : example;
        // One that an earlier version made has not all of them.
        site.addSectionsOf(example);
        var registers = trunks.keySet().stream().anyMatch(trunk -> !trunk.user().isEmpty());
        site.set("site-globals", "AGI_SECRET", List.of(read(Places.AGI_SECRET)));
        site.set("site-globals", "LAST_RESORT", List.of(given.get(Answers.LAST_RESORT)));
        site.set("site-globals", "DUTY_NUMBER", List.of(given.get(Answers.DUTY_NUMBER)));
        site.set("site-globals", "NUMBER_IN", List.of(registers ? "To" : ""));
        site.set(
                "site-globals",
                "TRUNKS",
                List.of(trunks.keySet().stream()
                        .filter(Trunk::isThere)
                        .map(Trunk::name)
                        .collect(Collectors.joining("+"))));
        site.set("site-manager", "enabled", List.of("yes"));
        site.set("site-manager-reader", "secret", List.of(read(Places.MANAGER_SECRET)));
        given.relay().ifPresent(relay -> relay.writeTo(site, relayBefore));
        permit(site, trunks);
        trunks.forEach((trunk, addresses) -> trunk.writeTo(site, addresses));
        var phones = machine.file(Places.PHONES);
        if (Files.notExists(phones)) {
            write(Places.PHONES, Files.readString(machine.file(Places.PHONES_EXAMPLE)), "asterisk");
        }
        return write(Places.SITE, site.toString(), "asterisk");
    }

    /// The trunks may send us SIP, and who else could; those of before may not any more.
    private static void permit(AsteriskFile site, Map<Trunk, List<String>> trunks) {
        var former = trunks.keySet().stream()
                .flatMap(trunk -> site.values(Trunk.section(trunk.name(), "identify"), "match").stream())
                .toList();
        var others = site.values("site-acl", "permit").stream()
                .filter(permit -> former.stream().noneMatch(address -> permit.startsWith(address + "/")));
        site.set(
                "site-acl",
                "permit",
                Stream.concat(
                                trunks.values().stream()
                                        .flatMap(List::stream)
                                        .distinct()
                                        .map(address -> address + "/255.255.255.255"),
                                others)
                        .toList());
    }

    /// Starts what does not run, and lets what runs read what has changed. No call ends, but where Asterisk still
    /// has the distribution's configuration, which takes no call of ours.
    private void services(PrintWriter out, boolean settings, boolean site, boolean webCalls) throws IOException {
        must("systemctl", "daemon-reload");
        for (var unit : List.of("helpline-router", "helpline-pages")) {
            must("systemctl", "enable", "--quiet", unit);
            must("systemctl", settings ? "restart" : "start", unit);
        }
        var ours = machine.asterisk("core show settings")
                .output()
                .matches("(?s).*Configuration directory:\\s+" + Places.DIRECTORY + "/.*");
        if (!ours) {
            must("systemctl", "enable", "--quiet", "asterisk");
            must("systemctl", "restart", "asterisk");
        } else if (site) {
            for (var reload : List.of("dialplan reload", "module reload res_pjsip.so", "manager reload")) {
                machine.asterisk(reload);
            }
            if (webCalls) {
                out.println("Calls from the web page begin, or end, with systemctl restart asterisk, which ends calls");
            }
        }
        for (var timer : Places.TIMERS) {
            must("systemctl", "enable", "--quiet", "--now", timer + ".timer");
        }
        must("systemctl", "enable", "--quiet", "--now", Places.RESTART + ".path");
        out.println("Router, pages, Asterisk and timers are started");
    }

    private int report(PrintWriter out, Answers given, List<String> numbers) throws IOException, InterruptedException {
        var router = "http://127.0.0.1:" + Places.ROUTER_PORT + "/actuator/health";
        var pages = "http://127.0.0.1:" + Places.PAGES_PORT + "/actuator/health";
        var ready = within(
                START,
                () -> machine.get(router).isPresent()
                        && machine.get(pages).isPresent()
                        && machine.asterisk("core waitfullybooted").well());
        var wrong = 0;
        if (!ready) {
            out.println("WRONG  router, pages and Asterisk did not all start; helpline check says which");
            wrong++;
        }
        wrong += call(out, numbers.getFirst());
        out.println("Begin here, within a day: " + firstLink());
        leftToYou(out, given);
        if (given.get(Answers.NUMBERS).equals("no")) {
            out.println("Numbers are in " + Places.NUMBERS + "; hours are on the page Lines");
        }
        machine.run(List.of("systemctl", "start", "helpline-refresh.service"));
        // Asterisk registers, asks whether the trunks are there, and has its own copy of the roster, some seconds after
        // its start.
        within(
                SOON,
                () -> !machine.asterisk("pjsip show registrations").output().contains("Unregistered")
                        && TelephoneChecks.hasAskedTrunks(machine)
                        && TelephoneChecks.fallback(machine).isEmpty());
        var told = CheckCommand.look(machine);
        told.forEach(each -> each.print(out));
        wrong += (int) told.stream().filter(CheckCommand.Told::wrong).count();
        out.println(wrong == 0 ? "Set up, and nothing is wrong" : "Set up, and " + wrong + " things are wrong");
        out.flush();
        return wrong == 0 ? 0 : 1;
    }

    /// What set-up does not do, by the chapter of `install.md` that says how.
    private void leftToYou(PrintWriter out, Answers given) throws IOException {
        out.println("Left to you, as " + Places.DOCUMENTS + "/install.md says:");
        if (given.get(Answers.WEB_ADDRESS).startsWith("http://")) {
            out.println(
                    "  a proxy with a certificate before port " + Places.WEB_PORT + ", then setup again with its https"
                            + " address: until then browsers refuse passkeys, and the microphone for calls from the web page");
        }
        if (machine.settings().getOrDefault(Relay.WEB_SERVER, "").isEmpty()) {
            out.println("  calls from the web page, if you want them: apt-get install coturn, and RELAY in "
                    + Places.ANSWERS);
        }
        out.println("  the firewall, and a daily helpline backup");
    }

    /// A call to a number, as the trunk would bring it: answered by Asterisk, decided by the router. Where it
    /// would ring somebody it is only decided: nobody is rung for a try.
    private int call(PrintWriter out, String number) throws InterruptedException {
        machine.asterisk("database put helpline/testcall " + number + " pending");
        machine.asterisk("channel originate Local/" + number + "@helpline-testcall application Wait 15");
        if (!within(
                CALL,
                () -> machine.asterisk("database get helpline/testcall " + number)
                        .output()
                        .contains("v1|"))) {
            out.println("WRONG  nobody decided a call to " + number);
            return 1;
        }
        var decided = machine.asterisk("database get helpline/testcall " + number)
                .output()
                .replaceFirst("(?s).*Value: ", "")
                .strip()
                .split("[|]", -1);
        if (decided.length > 3 && decided[2].equals("ring")) {
            out.printf(
                    "%s  a call to %s would ring who is on duty, so it is only decided: by the %s%n",
                    decided[3].equals("router") ? "right" : "WRONG", number, decided[3]);
            return decided[3].equals("router") ? 0 : 1;
        }
        machine.asterisk("channel originate Local/" + number + "@helpline-from-trunk application Wait 10");
        var heard = Pattern.compile("(?m)^Local/" + number + "@helpline-from-trunk-\\w+;2!.*!Up!(\\w+)!([^!]*)!.*");
        var seen = new String[] {""};
        var answered = within(CALL, () -> {
            var match =
                    heard.matcher(machine.asterisk("core show channels concise").output());
            if (match.find()) {
                seen[0] = match.group(1) + " " + match.group(2);
            }
            return seen[0].matches("(Dial|Read|Playback|BackGround) .+");
        });
        var byRouter = decided.length > 3 && decided[3].equals("router");
        out.printf(
                "%s  a call to %s over the trunk's way in: %s; decided: %s, by the %s%n",
                answered && byRouter ? "right" : "WRONG",
                number,
                answered ? "answered, by " + seen[0] : "not answered",
                decided.length > 2 ? decided[2] : "nothing",
                decided.length > 3 ? decided[3] : "nobody");
        return answered && byRouter ? 0 : 1;
    }

    private String firstLink() {
        var said = machine.run(List.of("journalctl", "--unit=helpline-pages", "--output=cat", "--no-pager"))
                .output()
                .lines()
                .filter(line -> line.contains("There is no administrator"))
                .flatMap(line -> LINK.matcher(line).results().map(match -> match.group()))
                .toList();
        return said.isEmpty() ? "sign in at the pages, for there is an administrator" : said.getLast();
    }

    private String read(String file) throws IOException {
        return Files.readString(machine.file(file)).strip();
    }

    private void must(String... command) throws IOException {
        var ran = machine.run(List.of(command));
        if (!ran.well()) {
            throw new IOException(String.join(" ", command) + " failed: " + ran.firstLine());
        }
    }

    /// Whether this changed the file. It is the old one or the new one, whole, and nobody but its owner reads it.
    private boolean write(String name, String text, String owner) throws IOException {
        var file = machine.file(name);
        var mode = PosixFilePermissions.fromString("rw-------");
        if (Files.exists(file) && Files.readString(file).equals(text)) {
            Files.setPosixFilePermissions(file, mode);
            return false;
        }
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        var aside = Files.createTempFile(file.getParent(), ".new", "", PosixFilePermissions.asFileAttribute(mode));
        Files.writeString(aside, text);
        if (!owner.isEmpty()) {
            must("chown", owner + ":" + owner, aside.toString());
        }
        Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        return true;
    }

    private static boolean within(Duration patience, BooleanSupplier looked) throws InterruptedException {
        for (var tries = patience.toMillis() / 300; tries > 0; tries--) {
            if (looked.getAsBoolean()) {
                return true;
            }
            Thread.sleep(300);
        }
        return false;
    }
}
