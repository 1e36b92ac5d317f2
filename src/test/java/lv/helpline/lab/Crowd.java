package lv.helpline.lab;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
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

/// Many callers of one number, who stay on the line until somebody hangs up: one SIPp for all of them, and one
/// ear, which notes when it hears something and keeps no sound.
public final class Crowd implements AutoCloseable {

    /// What one caller saw, by `System.nanoTime()`; 0 is not yet.
    ///
    /// @param called    the first INVITE
    /// @param responded the first response to it
    /// @param ended     the BYE, whoever sent it
    /// @param again     how often the INVITE was sent again
    /// @param refused   the status by which the call was refused, 0 if it was not
    /// @param port      from which Asterisk sends the sound of this call, 0 until it is answered
    public record Caller(
            String callId, long called, long responded, long answered, long ended, int again, int refused, int port) {

        private static Caller unknown(String callId) {
            return new Caller(callId, 0, 0, 0, 0, -1, 0, 0);
        }

        private Caller after(SipMessage message) {
            var at = message.nanos();
            var kind = message.kind();
            var isResponse = kind.endsWith(" INVITE");
            return new Caller(
                    callId,
                    called == 0 && kind.equals("INVITE") ? at : called,
                    responded == 0 && isResponse ? at : responded,
                    answered == 0 && kind.equals("200 INVITE") ? at : answered,
                    ended == 0 && kind.equals("BYE") ? at : ended,
                    again + (kind.equals("INVITE") ? 1 : 0),
                    refused == 0 && isResponse && kind.compareTo("300") >= 0
                            ? Integer.parseInt(kind.substring(0, 3))
                            : refused,
                    kind.equals("200 INVITE")
                            ? message.mediaAddress()
                                    .map(InetSocketAddress::getPort)
                                    .orElse(port)
                            : port);
        }

        /// Whether nothing more can come of this call.
        public boolean isOver() {
            return ended != 0 || refused != 0;
        }
    }

    /// What one caller heard from our answer until the end of the call, or until now.
    ///
    /// @param sound   how much was audible
    /// @param voice   how much of it was another peer's voice, which nothing else sounds like
    /// @param silence the longest time without anything audible, without the stalls of this machine
    public record Hearing(Duration sound, Duration voice, Duration silence) {}

    /// A time in which something was heard without a pause of [#PAUSE], by `System.nanoTime()`.
    private record Stretch(long from, long until) {
        private long within(long begin, long end) {
            return Math.max(0, Math.min(until, end) - Math.max(from, begin));
        }
    }

    /// One stream of sound.
    private static final class Ear {
        private final SocketAddress speaker;
        private volatile long last;
        private volatile long longestGap;
        private final List<Stretch> sound = new ArrayList<>();
        private final List<Stretch> voice = new ArrayList<>();

        private Ear(SocketAddress speaker) {
            this.speaker = speaker;
        }

        private synchronized void hear(long now, Media.Heard packet) {
            if (packet.isAudible()) {
                add(sound, now);
            }
            if (packet.isVoice()) {
                add(voice, now);
            }
        }

        private static void add(List<Stretch> stretches, long now) {
            if (!stretches.isEmpty() && now - stretches.getLast().until() < PAUSE) {
                stretches.add(new Stretch(stretches.removeLast().from(), now));
            } else {
                stretches.add(new Stretch(now - PACKET_LASTS, now));
            }
        }

        private synchronized Hearing between(long from, long until) {
            var silence = Duration.ZERO;
            var last = from;
            for (var stretch : sound) {
                if (stretch.within(from, until) > 0) {
                    silence = longer(silence, Stalls.without(last, Math.max(last, stretch.from())));
                    last = Math.min(until, stretch.until());
                }
            }
            return new Hearing(
                    length(sound, from, until),
                    length(voice, from, until),
                    longer(silence, Stalls.without(last, until)));
        }

        private static Duration length(List<Stretch> stretches, long from, long until) {
            return Duration.ofNanos(stretches.stream()
                    .mapToLong(stretch -> stretch.within(from, until))
                    .sum());
        }

        private static Duration longer(Duration one, Duration other) {
            return one.compareTo(other) >= 0 ? one : other;
        }
    }

    /// Asterisk hangs up whoever sends nothing for a minute.
    private static final Duration BETWEEN_WORDS = Duration.ofSeconds(5);

    private static final long OVER = Duration.ofSeconds(2).toNanos();
    private static final int PACKET = 172;
    private static final long PACKET_LASTS = Duration.ofMillis(20).toNanos();

    /// Between two words, or two sounds of the music.
    private static final long PAUSE = Duration.ofMillis(200).toNanos();

    private final SipPeer peer;
    private final DatagramSocket socket;
    /// By the port from which Asterisk sends.
    private final Map<Integer, Ear> ears = new ConcurrentHashMap<>();
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
            callers.put(
                    message.callId(),
                    callers.computeIfAbsent(message.callId(), Caller::unknown).after(message));
        }
        return new ArrayList<>(callers.values());
    }

    /// What that caller heard; nothing before the answer.
    public Hearing heard(Caller caller) {
        var ear = ears.get(caller.port());
        var until = caller.ended() == 0 ? System.nanoTime() : caller.ended();
        return ear == null
                ? new Hearing(
                        Duration.ZERO,
                        Duration.ZERO,
                        caller.answered() == 0 ? Duration.ZERO : Stalls.without(caller.answered(), until))
                : ear.between(caller.answered(), until);
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
            var ear = ears.computeIfAbsent(packet.getPort(), _ -> new Ear(packet.getSocketAddress()));
            var now = System.nanoTime();
            // Two calls may have the same port of Asterisk's one after the other.
            if (ear.last != 0 && now - ear.last > ear.longestGap && now - ear.last < OVER) {
                ear.longestGap =
                        Math.max(ear.longestGap, Stalls.without(ear.last, now).toNanos());
            }
            ear.last = now;
            if (packet.getLength() == PACKET) {
                ear.hear(now, Media.heard(ByteBuffer.wrap(packet.getData(), 0, PACKET)));
            }
        }
    }

    private void speak() {
        ears.values().forEach(ear -> {
            if (System.nanoTime() - ear.last < OVER) {
                var silence = new byte[PACKET];
                Arrays.fill(silence, (byte) 0xD5);
                silence[0] = (byte) 0x80;
                silence[1] = 8;
                try {
                    socket.send(new DatagramPacket(silence, silence.length, ear.speaker));
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
