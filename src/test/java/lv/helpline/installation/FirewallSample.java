package lv.helpline.installation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lv.helpline.testing.Sample;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The samples of a firewall, as they stand, before a machine at whose ports somebody answers: two namespaces of
/// the network, the machine in one of them, everybody else in the other. As root.
@Timeout(60)
class FirewallSample {

    private static final String ASTERISK_HOST = "ops/nftables/asterisk-host.nft.example";
    private static final String ROUTER_HOST = "ops/nftables/router-host.nft.example";

    /// The machine's own address.
    private static final String HERE = "10.0.0.10";

    /// Of everybody else, as the samples have them.
    private static final Map<String, String> PEERS = Map.of(
            "trunk", "203.0.113.20",
            "trunk-sound", "203.0.113.77",
            "phone", "192.168.1.50",
            "administrator", "10.0.0.5",
            "second-host", "10.0.0.11",
            "prometheus", "10.0.0.50",
            "stranger", "198.51.100.7");

    /// Of the services, and some of none.
    private static final List<Integer> PORTS = List.of(
            22, 80, 443, 3478, 4573, 4590, 4591, 5038, 5060, 5061, 5432, 8080, 8088, 9999, 10_000, 10_999, 11_000);

    private final String machine = "helpline-" + ProcessHandle.current().pid() + "-m";
    private final String others = "helpline-" + ProcessHandle.current().pid() + "-o";
    private final List<Process> running = new ArrayList<>();

    @BeforeEach
    void make_two_networks() throws Exception {
        run("ip", "netns", "add", machine);
        run("ip", "netns", "add", others);
        run("ip", "link", "add", "m0", "netns", machine, "type", "veth", "peer", "name", "o0", "netns", others);
        run("ip", "-n", machine, "addr", "add", HERE + "/32", "dev", "m0");
        for (var peer : PEERS.values()) {
            run("ip", "-n", others, "addr", "add", peer + "/32", "dev", "o0");
        }
        for (var end : List.of(List.of(machine, "m0"), List.of(others, "o0"))) {
            run("ip", "-n", end.getFirst(), "link", "set", "lo", "up");
            run("ip", "-n", end.getFirst(), "link", "set", end.getLast(), "up");
            run("ip", "-n", end.getFirst(), "route", "add", "default", "dev", end.getLast());
        }
        answer(machine);
        answer(others);
    }

    @AfterEach
    void take_them_away() throws Exception {
        for (var each : running) {
            each.destroy();
            each.waitFor();
        }
        for (var namespace : List.of(machine, others)) {
            new ProcessBuilder("ip", "netns", "delete", namespace).start().waitFor();
        }
    }

    @Test
    void without_rules_everything_is_open() throws Exception {
        assertThat(opened(PEERS.keySet()))
                .allSatisfy((peer, doors) -> assertThat(doors).hasSize(2 * PORTS.size()));
    }

    @Test
    void a_machine_with_everything_is_open_to_whom_it_serves() throws Exception {
        load(Sample.of(ASTERISK_HOST));
        assertThat(opened(PEERS.keySet()))
                .isEqualTo(Map.of(
                        "trunk", doors("tcp 80, tcp 443, tcp 5060, udp 5060, udp 10000, udp 10999"),
                        "trunk-sound", doors("tcp 80, tcp 443, udp 10000, udp 10999"),
                        "phone", doors("tcp 80, tcp 443, tcp 5060, tcp 5061, udp 5060, udp 10000, udp 10999"),
                        "administrator", doors("tcp 22, tcp 80, tcp 443"),
                        "second-host", doors("tcp 22, tcp 80, tcp 443"),
                        "prometheus", doors("tcp 22, tcp 80, tcp 443"),
                        "stranger", doors("tcp 80, tcp 443")));
        reachesOthersAndItself();
        assertThat(knock(
                        machine,
                        Stream.of(5060, 8080, 9999, 10_000, 10_999, 11_000)
                                .map(port -> "udp 127.0.0.4 127.0.0.1 " + port)))
                .as("what the relay reaches")
                .containsExactly("closed", "closed", "closed", "open", "open", "closed");
    }

    @Test
    void its_lines_that_are_off_open_what_they_say() throws Exception {
        load(switchedOn(ASTERISK_HOST));
        assertThat(opened(List.of("second-host", "prometheus", "stranger")))
                .isEqualTo(Map.of(
                        "second-host", doors("tcp 22, tcp 80, tcp 443, tcp 3478, tcp 5432, udp 3478"),
                        "prometheus", doors("tcp 22, tcp 80, tcp 443, tcp 3478, tcp 4590, tcp 4591, udp 3478"),
                        "stranger", doors("tcp 80, tcp 443, tcp 3478, udp 3478")));
    }

    /// Here the other machine is the second one, and Asterisk is elsewhere.
    @Test
    void a_second_router_is_open_to_asterisk_alone() throws Exception {
        load(Sample.of(ROUTER_HOST).with("{ 10.0.0.10 }", "{ %s }".formatted(PEERS.get("second-host"))));
        assertThat(opened(PEERS.keySet()))
                .isEqualTo(Map.of(
                        "trunk", List.of(),
                        "trunk-sound", List.of(),
                        "phone", List.of(),
                        "administrator", doors("tcp 22"),
                        "second-host", doors("tcp 22, tcp 4573"),
                        "prometheus", doors("tcp 22"),
                        "stranger", List.of()));
        reachesOthersAndItself();
        load(switchedOn(ROUTER_HOST));
        assertThat(opened(List.of("prometheus", "stranger")))
                .isEqualTo(Map.of("prometheus", doors("tcp 22, tcp 4590"), "stranger", List.of()));
    }

    private void reachesOthersAndItself() throws Exception {
        assertThat(knock(
                        machine,
                        Stream.of(
                                "tcp %s %s 5432".formatted(HERE, PEERS.get("stranger")),
                                "udp %s %s 5060".formatted(HERE, PEERS.get("trunk")),
                                "tcp 127.0.0.1 127.0.0.1 4573")))
                .containsOnly("open");
    }

    private static Sample switchedOn(String file) {
        return new Sample(Sample.of(file).text().replaceAll("(?m)^( +)#(ip|meta) ", "$1$2 "));
    }

    private static List<String> doors(String list) {
        return Arrays.asList(list.split(", ", -1));
    }

    private Map<String, List<String>> opened(Iterable<String> peers) throws Exception {
        var doors = Stream.of("tcp", "udp")
                .flatMap(protocol -> PORTS.stream().map(port -> protocol + " " + port))
                .toList();
        var opened = new LinkedHashMap<String, List<String>>();
        for (var peer : peers) {
            var answers = knock(
                    others, doors.stream().map(door -> door.replace(" ", " %s %s ".formatted(PEERS.get(peer), HERE))));
            opened.put(
                    peer,
                    IntStream.range(0, doors.size())
                            .filter(number -> answers.get(number).equals("open"))
                            .mapToObj(doors::get)
                            .toList());
        }
        return opened;
    }

    private List<String> knock(String namespace, Stream<String> lines) throws IOException {
        var knocking = java(namespace, "knock");
        try (var input = knocking.outputWriter()) {
            input.write(lines.collect(Collectors.joining("\n")));
        }
        return knocking.inputReader().lines().toList();
    }

    private void answer(String namespace) throws IOException {
        var answering = java(
                namespace,
                Stream.concat(Stream.of("open"), PORTS.stream().map(String::valueOf))
                        .toArray(String[]::new));
        running.add(answering);
        assertThat(answering.inputReader().readLine()).isEqualTo("open");
    }

    private static Process java(String namespace, String... arguments) throws IOException {
        var command = new ArrayList<>(List.of("ip", "netns", "exec", namespace));
        command.add(Path.of(System.getProperty("java.home"), "bin/java").toString());
        // Each that knocks waits for an answer, and none computes.
        command.addAll(List.of(
                "-XX:TieredStopAtLevel=1",
                "-Djava.util.concurrent.ForkJoinPool.common.parallelism=" + 2 * PORTS.size(),
                "-cp",
                "target/test-classes",
                Doors.class.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private void load(Sample rules) throws Exception {
        var file = rules.writtenTo(Files.createTempFile("rules-", ".nft"));
        run("nft", "-c", "-f", file.toString());
        run("ip", "netns", "exec", machine, "nft", "-f", file.toString());
    }

    private static void run(String... command) throws Exception {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor())
                .as("%s, which needs root, iproute2 and nftables, said: %s", String.join(" ", command), said)
                .isZero();
    }
}
