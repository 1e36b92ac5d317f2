package lv.helpline.installation;

import static lv.helpline.installation.Check.Finding.note;
import static lv.helpline.installation.Check.Finding.wrong;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import lv.helpline.installation.Check.Finding;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What is wrong with what runs.
final class ServiceChecks {

    private static final Pattern LISTENER =
            Pattern.compile("\\S+\\s+\\S+\\s+\\S+\\s+\\S+?:(\\d+)\\s.*?\\(\\(\"([^\"]+)\".*");

    static final List<Check> ALL = List.of(
            Check.of("java", ServiceChecks::java),
            Check.of("ports", ServiceChecks::ports),
            Check.of("router", machine -> service(machine, "helpline-router", Places.ROUTER_PORT, "/callpath")),
            Check.of("pages", machine -> service(machine, "helpline-pages", Places.PAGES_PORT, "")),
            Check.of("timers", ServiceChecks::timers),
            Check.of("clock", ServiceChecks::clock));

    private ServiceChecks() {}

    private static List<Finding> java(Machine machine) {
        var ran = machine.run(List.of("/usr/lib/helpline/run", "--java", "-version"));
        var version = Pattern.compile("version \"(\\d+)").matcher(ran.output());
        return version.find() && Integer.parseInt(version.group(1)) >= 25
                ? List.of()
                : List.of(wrong(
                        "the helpline's Java is not 25 or later: " + ran.firstLine(),
                        "apt-get install openjdk-25-jre-headless"));
    }

    /// A port that somebody else has.
    private static List<Finding> ports(Machine machine) {
        var ran = machine.run(List.of("ss", "--no-header", "--listening", "--tcp", "--numeric", "--processes"));
        if (!ran.well()) {
            return List.of(wrong("ss does not say who listens: " + ran.firstLine(), "apt-get install iproute2"));
        }
        var wanted = new TreeMap<Integer, String>(Map.of(
                Places.AGI_PORT,
                "the router",
                Places.ROUTER_PORT,
                "the router's health",
                Places.PAGES_PORT,
                "the pages' health",
                Places.WEB_PORT,
                "the pages"));
        var found = new ArrayList<Finding>();
        ran.output()
                .lines()
                .map(LISTENER::matcher)
                .filter(line -> line.matches())
                .forEach(line -> {
                    var port = Integer.parseInt(line.group(1));
                    if (wanted.containsKey(port) && !line.group(2).equals("java")) {
                        found.add(wrong(
                                "port " + port + ", which is for " + wanted.get(port) + ", is taken by "
                                        + line.group(2),
                                "stop " + line.group(2) + ", or choose another port: settings.md"));
                    }
                });
        return found;
    }

    private static List<Finding> service(Machine machine, String unit, int port, String group) {
        if (!isActive(machine, unit)) {
            return List.of(wrong(
                    unit + " does not run",
                    "systemctl enable --now " + unit + "; why it does not: systemctl status " + unit));
        }
        var url = "http://127.0.0.1:" + port + "/actuator/health" + group;
        var answer = machine.get(url);
        if (answer.isEmpty()) {
            return List.of(wrong(unit + " runs, and " + url + " does not answer", "systemctl restart " + unit));
        }
        var health = JsonMapper.shared().readTree(answer.get());
        if (health.path("status").asString("").equals("UP")) {
            return List.of();
        }
        var parts = new ArrayList<String>();
        parts(health, "", parts);
        return List.of(new Finding(
                !health.path("status").asString("").equals("WARNING"),
                unit + " is " + health.path("status").asString("without a status")
                        + (parts.isEmpty() ? "" : ": " + String.join(", ", parts)),
                "curl -s " + url + " says more; the runbook has a section for each"));
    }

    private static void parts(JsonNode health, String at, List<String> parts) {
        for (var part : health.path("components").properties()) {
            var status = part.getValue().path("status").asString("");
            if (!status.equals("UP")) {
                parts.add(at + part.getKey() + " " + status);
                parts(part.getValue(), at + part.getKey() + "/", parts);
            }
        }
    }

    private static List<Finding> timers(Machine machine) {
        var found = new ArrayList<Finding>();
        var timers = new ArrayList<>(Places.TIMERS);
        if (Files.exists(machine.file(Places.RECORDINGS))) {
            timers.add("helpline-recordings");
        }
        for (var name : timers) {
            if (!isActive(machine, name + ".timer")) {
                found.add(wrong(name + ".timer does not run", "systemctl enable --now " + name + ".timer"));
                continue;
            }
            var result = machine.run(List.of("systemctl", "show", "--property=Result", "--value", name + ".service"))
                    .output()
                    .strip();
            if (!result.equals("success")) {
                found.add(wrong(
                        name + ".service failed when it ran last: " + result, "journalctl -u " + name + " -n 20"));
            }
        }
        return found;
    }

    static boolean isActive(Machine machine, String unit) {
        return machine.run(List.of("systemctl", "is-active", unit))
                .output()
                .strip()
                .equals("active");
    }

    private static List<Finding> clock(Machine machine) {
        var ran = machine.run(List.of("timedatectl", "show", "--property=NTPSynchronized", "--value"));
        return ran.output().strip().equals("yes")
                ? List.of()
                : List.of(note(
                        "nothing keeps this machine's clock right, and opening hours go by it",
                        "apt-get install systemd-timesyncd, unless the machine that this one is a part of does it"));
    }
}
