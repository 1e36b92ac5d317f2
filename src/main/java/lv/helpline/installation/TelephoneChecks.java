package lv.helpline.installation;

import static lv.helpline.installation.Check.Finding.note;
import static lv.helpline.installation.Check.Finding.wrong;

import java.io.IOException;
import java.nio.file.Files;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import lv.helpline.installation.Check.Finding;
import lv.helpline.roster.Roster;

/// What is wrong with telephony, as Asterisk says it.
final class TelephoneChecks {

    private static final int ASTERISK = 22;
    private static final int MANY_RECORDS = 50;
    private static final Pattern ENDPOINT = Pattern.compile("(?m)^ *Endpoint:  *([a-z0-9]{1,20})[ /]");
    private static final Pattern FOUND = Pattern.compile("(\\d+) results? found");
    private static final String DOWN = "systemctl status asterisk; journalctl -u asterisk -b";

    static final List<Check> ALL = List.of(
            Check.of("asterisk", TelephoneChecks::asterisk),
            Check.of("asterisk-restart", TelephoneChecks::restart),
            Check.of("trunk", TelephoneChecks::trunk),
            Check.of("phones", TelephoneChecks::phones),
            Check.of("spool", TelephoneChecks::spool),
            Check.of("fallback", TelephoneChecks::fallback));

    private TelephoneChecks() {}

    private static List<Finding> asterisk(Machine machine) {
        var ran = machine.asterisk("core show version");
        if (!ran.well()) {
            return List.of(wrong("Asterisk does not answer: " + ran.firstLine(), DOWN));
        }
        return ran.output().startsWith("Asterisk " + ASTERISK + ".")
                ? List.of()
                : List.of(wrong(
                        "Asterisk " + ASTERISK + " is needed, and this is " + ran.firstLine(),
                        "install.md says where Asterisk " + ASTERISK + " comes from"));
    }

    /// Whether one that hangs would be restarted, and whether one was.
    private static List<Finding> restart(Machine machine) throws IOException {
        var path = Places.RESTART + ".path";
        if (!ServiceChecks.isActive(machine, path)) {
            return List.of(wrong(
                    path + " does not run, so an Asterisk that hangs is told and not restarted",
                    "systemctl enable --now " + path));
        }
        var restarted = machine.file(Places.RESTARTED);
        if (Files.notExists(restarted)) {
            return List.of();
        }
        return List.of(note(
                "Asterisk hung and was restarted, which ended its calls: last at "
                        + Files.getLastModifiedTime(restarted).toInstant(),
                "journalctl -u " + Places.RESTART + " says why; what Asterisk said before: journalctl -u asterisk"));
    }

    private static List<Finding> trunk(Machine machine) throws IOException {
        var site = machine.file(Places.SITE);
        if (Files.notExists(site) || !machine.asterisk("core show uptime").well()) {
            return List.of();
        }
        var found = new ArrayList<Finding>();
        var contact = machine.asterisk("pjsip show contacts")
                .output()
                .lines()
                .filter(line -> line.contains("trunk/"))
                .findFirst();
        if (contact.isEmpty() || !contact.get().matches(".*\\bAvail\\b.*")) {
            found.add(wrong(
                    "the trunk does not answer: "
                            + contact.map(line -> line.replaceAll("\\s+", " ").strip())
                                    .orElse("Asterisk has no contact of it"),
                    "its address is `contact` of [site-trunk-aor] in " + Places.SITE
                            + "; does the firewall let UDP 5060 out and in?"));
        }
        var registers = new AsteriskFile(Files.readString(site))
                .value("site-trunk-registration", "server_uri")
                .isPresent();
        if (registers && !machine.asterisk("pjsip show registrations").output().matches("(?s).*\\bRegistered\\b.*")) {
            found.add(wrong(
                    "the trunk has not taken our registration, so nobody can call us",
                    "user and password are in [site-trunk-auth] of " + Places.SITE
                            + "; pjsip show registrations on Asterisk's console says what it is told"));
        }
        return found;
    }

    private static List<Finding> phones(Machine machine) {
        var found = new ArrayList<Finding>();
        ENDPOINT.matcher(machine.asterisk("pjsip show endpoints").output())
                .results()
                .map(match -> match.group(1))
                .filter(name -> !name.equals("trunk") && !name.equals("probe"))
                .distinct()
                .filter(name -> machine.asterisk("pjsip show endpoint " + name)
                        .output()
                        .matches("(?s).*\\bmedia_encryption\\s*: no\\b.*"))
                .forEach(name -> found.add(note(
                        "the calls of phone " + name + " are not encrypted",
                        "make it from [secure-phone] in " + Places.PHONES + ", if it can")));
        return found;
    }

    private static List<Finding> spool(Machine machine) {
        var waits =
                FOUND.matcher(machine.asterisk("database show helpline/outcome").output());
        return waits.find() && Integer.parseInt(waits.group(1)) > MANY_RECORDS
                ? List.of(wrong(
                        waits.group(1) + " records of calls wait in Asterisk and are stored nowhere yet",
                        "does a router run, and does helpline-refresh.timer?"))
                : List.of();
    }

    static List<Finding> fallback(Machine machine) {
        var ran = machine.asterisk("database get helpline/fallback version");
        var today = machine.now().atZone(Roster.ZONE).toLocalDate();
        if (!ran.well() || ran.output().contains(DateTimeFormatter.BASIC_ISO_DATE.format(today))) {
            return List.of();
        }
        return List.of(wrong(
                "Asterisk's own copy of the roster, by which it goes when no router answers, is not of today: "
                        + ran.firstLine(),
                "systemctl start helpline-refresh, and look whether helpline-refresh.timer runs"));
    }
}
