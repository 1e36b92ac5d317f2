package lv.helpline.lab;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import lv.helpline.testing.Loopback;

/// Many callers of one number, who stay on the line until somebody hangs up: one SIPp for all of them, and one ear,
/// which
/// notes when it hears something and keeps no sound.
public final class Crowd implements AutoCloseable {

    /// What one caller saw, by `System.nanoTime()`; 0 is not yet.
    ///
    /// @param called    the first INVITE
    /// @param responded the first response to it
    /// @param ended     the BYE, whoever sent it
    /// @param again     how often the INVITE was sent again
    public record Caller(String callId, long called, long responded, long answered, long ended, int again) {}

    /// One stream of sound.
    private static final class Ear {
        private volatile long last;
        private volatile long longestGap;
    }

    /// Asterisk hangs up whoever sends nothing for a minute.
    private static final Duration BETWEEN_WORDS = Duration.ofSeconds(5);

    private static final long OVER = Duration.ofSeconds(2).toNanos();
    private static final int PACKET = 172;

    private final SipPeer peer;
    private final DatagramSocket socket;
    private final Map<SocketAddress, Ear> ears = new ConcurrentHashMap<>();
    private final ScheduledExecutorService mouth = Executors.newSingleThreadScheduledExecutor();

    Crowd(SipPeer peer, String number, int calls, Duration over) throws IOException, InterruptedException {
        this.peer = peer;
        peer.neverSpeak();
        socket = new DatagramSocket(new InetSocketAddress(Loopback.nextAddress(), 0));
        socket.setReceiveBufferSize(1 << 20);
        Thread.ofPlatform().name("crowd").daemon().start(this::listen);
        var _ = mouth.scheduleAtFixedRate(
                this::speak, BETWEEN_WORDS.toMillis(), BETWEEN_WORDS.toMillis(), TimeUnit.MILLISECONDS);
        var scenario = Scenario.caller(number, "<sip:+37100000000@127.0.0.1>", List.of())
                .replace("[media]", socket.getLocalAddress().getHostAddress())
                .replace("[rtp]", Integer.toString(socket.getLocalPort()));
        var all = Integer.toString(calls);
        // Without -l SIPp waits with the next call until one is over.
        peer.startCaller(scenario, "-r", all, "-rp", Long.toString(over.toMillis()), "-m", all, "-l", all);
    }

    /// What each caller saw until now, in order of their calls.
    public List<Caller> callers() {
        var callers = new LinkedHashMap<String, Caller>();
        for (var message : peer.messages()) {
            var at = message.nanos();
            var known = callers.getOrDefault(message.callId(), new Caller(message.callId(), 0, 0, 0, 0, -1));
            callers.put(
                    message.callId(),
                    new Caller(
                            known.callId(),
                            known.called() == 0 && message.kind().equals("INVITE") ? at : known.called(),
                            known.responded() == 0 && message.kind().endsWith(" INVITE") ? at : known.responded(),
                            known.answered() == 0 && message.kind().equals("200 INVITE") ? at : known.answered(),
                            known.ended() == 0 && message.kind().equals("BYE") ? at : known.ended(),
                            known.again() + (message.kind().equals("INVITE") ? 1 : 0)));
        }
        return new ArrayList<>(callers.values());
    }

    /// That caller hangs up.
    public void hangUp(Caller caller) throws IOException {
        peer.hangUp(caller.callId());
    }

    /// The longest time between two packets that one caller heard, without the stalls of this machine.
    public Duration longestGap() {
        return Duration.ofNanos(
                ears.values().stream().mapToLong(ear -> ear.longestGap).max().orElse(0));
    }

    /// Waits until the last call is over.
    public void awaitEnd(Duration atMost) throws InterruptedException {
        peer.awaitEnd(atMost);
    }

    private void listen() {
        var packet = new DatagramPacket(new byte[2_048], 2_048);
        while (!socket.isClosed()) {
            try {
                socket.receive(packet);
            } catch (IOException offTheWire) {
                return;
            }
            var ear = ears.computeIfAbsent(packet.getSocketAddress(), _ -> new Ear());
            var now = System.nanoTime();
            // Two calls may have the same port of Asterisk's one after the other.
            if (ear.last != 0 && now - ear.last > ear.longestGap && now - ear.last < OVER) {
                ear.longestGap =
                        Math.max(ear.longestGap, Stalls.without(ear.last, now).toNanos());
            }
            ear.last = now;
        }
    }

    private void speak() {
        ears.forEach((where, ear) -> {
            if (System.nanoTime() - ear.last < OVER) {
                var silence = new byte[PACKET];
                Arrays.fill(silence, (byte) 0xD5);
                silence[0] = (byte) 0x80;
                silence[1] = 8;
                try {
                    socket.send(new DatagramPacket(silence, silence.length, where));
                } catch (IOException offTheWire) {
                    mouth.shutdown();
                }
            }
        });
    }

    @Override
    public void close() {
        mouth.shutdownNow();
        peer.close();
        socket.close();
    }
}
