package lv.helpline.installation;

import static lv.helpline.installation.Check.Finding.note;
import static lv.helpline.installation.Check.Finding.wrong;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import lv.helpline.installation.Check.Finding;

/// What is wrong with calls from the web page, where they are on.
final class WebCallChecks {

    /// What coturn's configuration has to have: without one of these it is a way into this machine or its network for
    /// everybody, or writes down who called.
    private static final List<String> NEEDED = List.of(
            "denied-peer-ip=0.0.0.0-255.255.255.255",
            "denied-peer-ip=::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
            "use-auth-secret",
            "no-tcp-relay",
            "no-multicast-peers",
            "no-cli",
            "log-file=/dev/null",
            "simple-log",
            "no-stdout-log");

    /// By this GNU's library overwrites memory that is given back.
    private static final String OVERWRITES = "glibc.malloc.perturb=";

    /// By this the proxy tells the pages nothing of who calls.
    private static final String TELLS_NOBODY = "$helpline_asks";

    static final List<Check> ALL = List.of(
            Check.of("web-calls", WebCallChecks::calls),
            Check.of("relay", WebCallChecks::relay),
            Check.of("call-traces", WebCallChecks::traces));

    private WebCallChecks() {}

    private static List<Finding> calls(Machine machine) throws IOException {
        var asterisk = machine.settings().getOrDefault(Relay.WEB_SERVER, "");
        if (asterisk.isEmpty()) {
            return List.of();
        }
        if (!site(machine).value(Relay.HTTP, "enabled").orElse("no").equals("yes")) {
            return List.of(wrong(
                    "the page offers calls, and Asterisk's web server is off in " + Places.SITE,
                    "enabled = yes in [" + Relay.HTTP + "], then systemctl restart asterisk, which ends calls"));
        }
        return machine.get("http://" + asterisk + "/ws").isPresent()
                ? List.of()
                : List.of(wrong(
                        "the page offers calls, and Asterisk's web server does not answer at " + asterisk,
                        "systemctl restart asterisk, which ends calls"));
    }

    private static AsteriskFile site(Machine machine) throws IOException {
        return AsteriskFile.read(machine.file(Places.SITE));
    }

    /// A relay on another machine is not looked at.
    private static List<Finding> relay(Machine machine) throws IOException {
        var settings = machine.settings();
        if (settings.getOrDefault(Relay.WEB_SERVER, "").isEmpty()) {
            return List.of();
        }
        if (settings.getOrDefault(Relay.RELAYS, "").isEmpty()) {
            return List.of(note(
                    "there is no relay, so Asterisk sees the addresses of who calls from the web page",
                    "apt-get install coturn, and RELAY in " + Places.ANSWERS + ": install.md"));
        }
        if (Files.notExists(machine.file(Places.RELAY))) {
            return List.of();
        }
        var site = site(machine);
        var has = Files.readAllLines(machine.file(Places.RELAY));
        var found = new ArrayList<Finding>();
        if (!has.contains("static-auth-secret=" + settings.getOrDefault(Relay.SECRET, ""))) {
            found.add(wrong(
                    "static-auth-secret of " + Places.RELAY + " is not what " + Relay.SECRET
                            + " is, so no call has sound",
                    "run helpline setup with RELAY, which makes them the same"));
        }
        NEEDED.stream()
                .filter(line -> !has.contains(line))
                .forEach(line -> found.add(
                        wrong(Places.RELAY + " has no line " + line, "add it, then systemctl restart coturn")));
        has.stream()
                .filter(WebCallChecks::opensMore)
                .forEach(line -> found.add(wrong(
                        Places.RELAY + " has " + line.replaceFirst("(user)=.*", "$1=…"),
                        "take it out, then systemctl restart coturn")));
        has.stream()
                .filter(line -> line.startsWith("listening-ip="))
                .map(line -> line.replaceFirst(".*=", ""))
                .filter(address -> !site.values(Relay.ICE, address).contains(Relay.OFFERED))
                .forEach(address -> found.add(wrong(
                        "no line of [" + Relay.ICE + "] in " + Places.SITE + " is " + address + " = " + Relay.OFFERED
                                + ", so the relay does not reach Asterisk",
                        "add it, then systemctl restart asterisk, which ends calls")));
        if (!ServiceChecks.isActive(machine, "coturn")) {
            found.add(wrong(
                    "coturn does not run, so no call from the web page has sound", "systemctl enable --now coturn"));
        }
        return found;
    }

    /// What stays of a caller's address in the memory of what they are connected to.
    private static List<Finding> traces(Machine machine) throws IOException {
        if (machine.settings().getOrDefault(Relay.WEB_SERVER, "").isEmpty()) {
            return List.of();
        }
        var found = new ArrayList<Finding>();
        if (ServiceChecks.isActive(machine, "coturn") && !ServiceChecks.isActive(machine, Places.RELAY_FORGETS)) {
            found.add(wrong(
                    Places.RELAY_FORGETS + " does not run, so coturn keeps the addresses of who calls in its memory",
                    "systemctl enable --now " + Places.RELAY_FORGETS));
        }
        if (!ServiceChecks.isActive(machine, "nginx")) {
            found.add(note(
                    "no nginx of this machine is before the pages: whatever is keeps the addresses of who calls in its memory",
                    "take nginx, as install.md says, or restart that proxy where somebody may come for the machine"));
            return found;
        }
        var process = machine.run(List.of("systemctl", "show", "--property=MainPID", "--value", "nginx"));
        var environment = machine.file("/proc/" + process.output().strip() + "/environ");
        if (Files.notExists(environment) || !Files.readString(environment).contains(OVERWRITES)) {
            found.add(wrong(
                    "nginx runs without what its unit has of us, so it keeps the addresses of who calls in its memory",
                    "systemctl daemon-reload && systemctl restart nginx"));
        }
        if (!machine.run(List.of("nginx", "-T")).output().contains(TELLS_NOBODY)) {
            found.add(wrong(
                    "nginx tells the pages the addresses of who calls, which stay in their memory",
                    "take ops/nginx/helpline.conf.example as it is now, then systemctl reload nginx"));
        }
        return found;
    }

    /// To other addresses, to who has no access of the pages', or to a log.
    private static boolean opensMore(String line) {
        return (line.startsWith("allowed-peer-ip=") && !line.equals("allowed-peer-ip=" + Relay.OFFERED))
                || line.matches("no-auth|verbose|Verbose|syslog|user=.*");
    }
}
