package lv.helpline.faults;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import lv.helpline.lab.HelplineProcess;
import lv.helpline.testing.Loopback;

/// Strangers at the router's FastAGI port, while calls go on.
final class Scanners {

    private static final int CONSULTANTS = 12;
    private static final double PACE = 4;
    private static final int ATTACKERS = 8;
    private static final int FUZZED = 100_000;
    private static final int IDLE = 2_000;
    private static final int DRIPPING = 300;

    /// A port of an address is not used again for a minute, and an address has about 28,000.
    private static final int PER_ADDRESS = 10_000;

    private static final List<String> KNOCKS = List.of(
            "",
            "GET / HTTP/1.1\r\nHost: helpline\r\n\r\n",
            "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003",
            "SSH-2.0-scan\r\n",
            "OPTIONS sip:helpline SIP/2.0\r\n\r\n",
            "\u0000".repeat(2_000),
            "agi_network: yes\nagi_network_script: route\n\n",
            "agi_network: yes\nagi_network_script: " + "../".repeat(400) + "\n\n");

    private Scanners() {}

    /// What one attacker does again and again.
    @FunctionalInterface
    private interface Attack {
        void once(HelplineProcess router, Socket socket, Random random) throws IOException;
    }

    static List<FaultCase> all() {
        return List.of(
                FaultCase.of(
                        "fastagi-scanned",
                        "Scanners knock at the router's FastAGI port in the languages of other services.",
                        200,
                        "AgiHostilityTest.noneOfThemTakesTheServerDown",
                        (ground, calls) -> attacked(ground, calls, Integer.MAX_VALUE, Scanners::knock)),
                FaultCase.of(
                        "fastagi-fuzzed",
                        "100,000 broken requests reach the router's FastAGI port, half of them with the right secret.",
                        200,
                        "AgiServerTest.whatIsNoRequestIsMalformed",
                        (ground, calls) -> attacked(
                                ground,
                                calls,
                                FUZZED,
                                (_, socket, random) ->
                                        fuzz(ground.lab().routers().agiSecret(), socket, random))),
                FaultCase.of(
                        "fastagi-idle",
                        "2,000 connections to the router's FastAGI port say nothing.",
                        200,
                        "AgiServerTest.connectionsThatSayNothingKeepNobodyWaiting",
                        Scanners::idle),
                FaultCase.of(
                        "fastagi-slow-loris",
                        "300 connections to the router's FastAGI port say one letter a second.",
                        200,
                        "AgiServerTest.aRequestThatDripsInIsCutAtTheDeadline",
                        Scanners::drip));
    }

    /// @param times how often in all, or until the calls are over
    private static Tally attacked(Ground ground, int calls, int times, Attack attack) throws Exception {
        ground.staff(CONSULTANTS);
        var router = ground.router();
        var left = new AtomicInteger(times);
        var over = new AtomicInteger();
        var done = new AtomicInteger();
        try (var attackers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var each = 0; each < ATTACKERS; each++) {
                var seed = each;
                attackers.execute(() -> {
                    var random = new Random(seed);
                    var from = Loopback.nextAddress();
                    for (var tried = 0; left.getAndDecrement() > 0 && over.get() == 0; tried++) {
                        from = tried % PER_ADDRESS == PER_ADDRESS - 1 ? Loopback.nextAddress() : from;
                        try (var socket = connect(router, from)) {
                            attack.once(router, socket, random);
                        } catch (IOException refused) {
                            // As it should be.
                        }
                        done.incrementAndGet();
                    }
                });
            }
            var tally = ground.place(new Load(calls, PACE), scene -> {
                scene.awaitOver();
                if (times < Integer.MAX_VALUE) {
                    for (var waited = 0; done.get() < times && waited < 300; waited++) {
                        scene.awaitSeconds(1);
                    }
                }
                over.set(1);
            });
            return isUp(
                    router,
                    times < Integer.MAX_VALUE && done.get() < times
                            ? tally.withWrong("only " + done.get() + " of " + times + " requests")
                            : tally);
        } finally {
            over.set(1);
        }
    }

    private static Tally isUp(HelplineProcess router, Tally tally) {
        return router.process().isAlive() ? tally : tally.withWrong("the router ended");
    }

    private static Socket connect(HelplineProcess router, InetAddress from) throws IOException {
        var socket = new Socket();
        socket.bind(new InetSocketAddress(from, 0));
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), router.port()), 2_000);
        socket.setSoTimeout(2_000);
        return socket;
    }

    private static void knock(HelplineProcess router, Socket socket, Random random) throws IOException {
        socket.getOutputStream().write(KNOCKS.get(random.nextInt(KNOCKS.size())).getBytes(ISO_8859_1));
        pause(20);
    }

    /// A request with some bytes changed, left out or doubled.
    private static void fuzz(String secret, Socket socket, Random random) throws IOException {
        var right = random.nextBoolean();
        var request = new StringBuilder("""
            agi_network: yes
            agi_network_script: route
            agi_arg_1: %s
            """.formatted(right ? secret : "0".repeat(64)));
        // What has the secret is broken behind it, and asks for no other script: it might be obeyed.
        var from = right ? request.length() : 0;
        request.append("agi_arg_2: %s\nagi_arg_3: %s\nagi_arg_4: lv\nagi_arg_5: 0\n\n"
                .formatted(new UUID(random.nextLong(), random.nextLong()), Ground.LINE));
        for (var change = random.nextInt(1, 12); change > 0; change--) {
            var at = random.nextInt(from, request.length());
            switch (random.nextInt(4)) {
                case 0 -> request.setCharAt(at, (char) random.nextInt(256));
                case 1 -> request.insert(at, request.substring(at, Math.min(request.length(), at + 40)));
                case 2 -> request.delete(at, Math.min(request.length(), at + random.nextInt(1, 20)));
                default -> request.insert(at, "\n");
            }
            if (request.length() <= from) {
                break;
            }
        }
        socket.getOutputStream().write(request.toString().getBytes(ISO_8859_1));
        socket.shutdownOutput();
        var _ = socket.getInputStream().readAllBytes();
    }

    private static Tally idle(Ground ground, int calls) throws Exception {
        ground.staff(CONSULTANTS);
        var router = ground.router();
        var held = new ArrayList<Socket>();
        try {
            for (var each = 0; each < IDLE; each++) {
                try {
                    held.add(connect(router, InetAddress.getLoopbackAddress()));
                } catch (IOException refused) {
                    // As it should be.
                }
            }
            return isUp(router, ground.place(new Load(calls, PACE), scene -> {
                while (scene.called() < calls) {
                    again(router, held);
                    scene.awaitSeconds(1);
                }
                scene.awaitOver();
            }));
        } finally {
            for (var socket : held) {
                socket.close();
            }
        }
    }

    /// Those that were cut come back.
    private static void again(HelplineProcess router, List<Socket> held) throws IOException {
        for (var each = 0; each < held.size(); each++) {
            var socket = held.get(each);
            socket.setSoTimeout(1);
            boolean gone;
            try {
                gone = socket.getInputStream().read() < 0;
            } catch (java.net.SocketTimeoutException open) {
                gone = false;
            } catch (IOException cut) {
                gone = true;
            }
            if (gone) {
                socket.close();
                try {
                    held.set(each, connect(router, InetAddress.getLoopbackAddress()));
                } catch (IOException refused) {
                    return;
                }
            }
        }
    }

    private static Tally drip(Ground ground, int calls) throws Exception {
        ground.staff(CONSULTANTS);
        var router = ground.router();
        var over = new AtomicInteger();
        try (var attackers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var each = 0; each < DRIPPING; each++) {
                attackers.execute(() -> {
                    while (over.get() == 0) {
                        try (var socket = connect(router, InetAddress.getLoopbackAddress())) {
                            for (var letter : "agi_network: yes\nagi_network_script: route\n".getBytes(ISO_8859_1)) {
                                socket.getOutputStream().write(letter);
                                pause(1_000);
                                if (over.get() != 0) {
                                    break;
                                }
                            }
                        } catch (IOException cut) {
                            pause(100);
                        }
                    }
                });
            }
            return isUp(router, ground.place(new Load(calls, PACE), scene -> {
                scene.awaitOver();
                over.set(1);
            }));
        } finally {
            over.set(1);
        }
    }

    private static void pause(int milliseconds) {
        try {
            TimeUnit.MILLISECONDS.sleep(milliseconds);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }
}
