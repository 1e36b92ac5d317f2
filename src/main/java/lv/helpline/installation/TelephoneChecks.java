package lv.helpline.installation;

import static lv.helpline.installation.Check.Finding.note;
import static lv.helpline.installation.Check.Finding.wrong;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
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
    private static final Duration SOON = Duration.ofDays(14);
    private static final Pattern ENDPOINT = Pattern.compile("(?m)^ *Endpoint:  *([a-z0-9]{1,20})[ /]");
    private static final Pattern FOUND = Pattern.compile("(\\d+) results? found");
    private static final String DOWN = "systemctl status asterisk; journalctl -u asterisk -b";

    static final List<Check> ALL = List.of(
            Check.of("asterisk", TelephoneChecks::asterisk),
            Check.of("asterisk-restart", TelephoneChecks::restart),
            Check.of("trunk", TelephoneChecks::trunk),
            Check.of("phones", TelephoneChecks::phones),
            Check.of("phones-certificate", TelephoneChecks::certificate),
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
        var file = machine.file(Places.SITE);
        if (Files.notExists(file) || !machine.asterisk("core show uptime").well()) {
            return List.of();
        }
        var site = AsteriskFile.read(file);
        var found = new ArrayList<>(trunk(machine, site, Trunk.FIRST, "the trunk"));
        if (site.value(Trunk.section(Trunk.SECOND, ""), "type").isPresent()) {
            found.addAll(trunk(machine, site, Trunk.SECOND, "the second trunk"));
        }
        var today = DateTimeFormatter.BASIC_ISO_DATE.format(
                machine.now().atZone(Roster.ZONE).toLocalDate());
        if (machine.asterisk("database get helpline/trunk " + Trunk.FIRST)
                .output()
                .contains(today)) {
            found.add(
                    note(
                            "the trunk refused a call to a mobile today, or said nothing; it went on over the second trunk",
                            "is its contract, or its credit, at an end? the runbook: A consultant is not rung, or not connected"));
        }
        return found;
    }

    private static List<Finding> trunk(Machine machine, AsteriskFile site, String name, String said) {
        var found = new ArrayList<Finding>();
        var contact = machine.asterisk("pjsip show contacts")
                .output()
                .lines()
                .filter(line -> line.contains(" " + name + "/"))
                .findFirst();
        if (contact.filter(TelephoneChecks::isUnasked).isPresent()) {
            found.add(note(
                    "Asterisk has not asked yet whether " + said + " is there",
                    "look again in a minute; if it never does, `qualify_frequency` of [" + Trunk.section(name, "aor")
                            + "] in " + Places.SITE + " is 0"));
        } else if (contact.isEmpty() || !contact.get().matches(".*\\bAvail\\b.*")) {
            found.add(wrong(
                    said + " does not answer: "
                            + contact.map(line -> line.replaceAll("\\s+", " ").strip())
                                    .orElse("Asterisk has no contact of it"),
                    "its address is `contact` of [" + Trunk.section(name, "aor") + "] in " + Places.SITE
                            + "; does the firewall let UDP 5060 out and in?"));
        }
        var registers =
                site.value(Trunk.section(name, "registration"), "server_uri").isPresent();
        var registered = machine.asterisk("pjsip show registrations")
                .output()
                .lines()
                .anyMatch(line -> line.matches("\\s*" + name + "-registration/.*\\bRegistered\\b.*"));
        if (registers && !registered) {
            found.add(wrong(
                    said + " has not taken our registration, so nobody can call us over it",
                    "user and password are in [" + Trunk.section(name, "auth") + "] of " + Places.SITE
                            + "; pjsip show registrations on Asterisk's console says what it is told"));
        }
        return found;
    }

    /// Whether Asterisk has asked each trunk that it knows. The first time is within `qualify_frequency`, at a
    /// moment of its own choice.
    static boolean hasAskedTrunks(Machine machine) {
        return machine.asterisk("pjsip show contacts")
                .output()
                .lines()
                .noneMatch(line -> line.contains(Trunk.FIRST + "/") && isUnasked(line));
    }

    private static boolean isUnasked(String contact) {
        return contact.contains(" NonQual ");
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

    /// Of SIP over TLS, where it is on. A phone that does not believe it any more is not reached.
    private static List<Finding> certificate(Machine machine) throws IOException {
        if (Files.notExists(machine.file(Places.SITE))) {
            return List.of();
        }
        var site = AsteriskFile.read(machine.file(Places.SITE));
        var found = new ArrayList<Finding>();
        for (var name : site.values("site-transport-tls", "cert_file")) {
            var left = Duration.between(machine.now(), ends(machine.file(name)));
            if (left.compareTo(SOON) < 0) {
                found.add(wrong(
                        "the certificate that phones see, " + name + ", ends in " + left.toDays() + " days",
                        "put another one into the same files, then module reload res_pjsip.so on Asterisk's console"));
            }
        }
        for (var name : site.values("site-transport-tls", "priv_key_file")) {
            FileChecks.openToOthers(machine, name, "chown asterisk: " + name + " && chmod 0600 " + name)
                    .ifPresent(found::add);
        }
        return found;
    }

    private static Instant ends(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            var certificate =
                    (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
            return certificate.getNotAfter().toInstant();
        } catch (CertificateException unreadable) {
            throw new IOException(file + " is no certificate: " + unreadable.getMessage(), unreadable);
        }
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
