package lv.helpline.lab;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// A peer's ear and mouth: RTP with G.711 A-law, 20 ms a packet, and RFC 4733 digits. Speaks from the moment on which
/// it
/// knows where to; hears always.
public final class Media implements AutoCloseable {

    /// One packet.
    ///
    /// @param nanos   `System.nanoTime()` when it came
    /// @param samples 16-bit linear, 8,000 a second
    /// @param level   their root mean square, 0 to 32,767
    @SuppressWarnings("ArrayRecordComponent")
    public record Heard(long nanos, short[] samples, int level) {}

    /// Below this level a packet is silence: about −50 dBFS.
    static final int SILENCE = 100;

    private static final int A_LAW = 8;
    private static final int EVENT = 101;
    private static final byte[] TONE = tone();

    private final DatagramSocket socket;
    private final List<Heard> heard = new ArrayList<>();
    private final Queue<byte[]> events = new ConcurrentLinkedQueue<>();
    private volatile @Nullable InetSocketAddress remote;
    private final int source = ThreadLocalRandom.current().nextInt();

    Media() throws SocketException {
        socket = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        Thread.ofVirtual().name("rtp-in").start(this::receive);
        Thread.ofVirtual().name("rtp-out").start(this::send);
    }

    int port() {
        return socket.getLocalPort();
    }

    void speakTo(int port) {
        remote = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    void fallSilent() {
        remote = null;
    }

    /// Presses a key for 100 ms.
    public void press(char digit) {
        var code = "0123456789*#".indexOf(digit);
        for (int packet = 1; packet <= 8; packet++) {
            var end = packet > 5 ? 0x80 : 0;
            var length = Math.min(packet, 5) * 160;
            events.add(new byte[] {(byte) code, (byte) (end | 10), (byte) (length >> 8), (byte) length});
        }
    }

    /// Everything that came in since the peer exists.
    public List<Heard> heard() {
        synchronized (heard) {
            return List.copyOf(heard);
        }
    }

    public void forget() {
        synchronized (heard) {
            heard.clear();
        }
    }

    /// Waits until `packets` that are not silent have come in.
    public void awaitSound(int packets, Duration atMost) throws InterruptedException {
        var deadline = System.nanoTime() + atMost.toNanos();
        synchronized (heard) {
            while (sounding() < packets) {
                var left = (deadline - System.nanoTime()) / 1_000_000;
                if (left <= 0) {
                    throw new AssertionError(
                            "heard " + sounding() + " packets of sound, not " + packets + ", of " + heard.size());
                }
                heard.wait(left);
            }
        }
    }

    private long sounding() {
        return heard.stream().filter(packet -> packet.level() >= SILENCE).count();
    }

    /// The longest time in `[from, until)`, by `System.nanoTime()`, in which nothing audible came in.
    public Duration longestSilence(long from, long until) {
        long longest = 0;
        long last = from;
        for (var packet : heard()) {
            if (packet.level() >= SILENCE && packet.nanos() >= from && packet.nanos() < until) {
                longest = Math.max(longest, packet.nanos() - last);
                last = packet.nanos();
            }
        }
        return Duration.ofNanos(Math.max(longest, until - last));
    }

    private void receive() {
        var packet = new DatagramPacket(new byte[2_048], 2_048);
        while (!socket.isClosed()) {
            try {
                socket.receive(packet);
            } catch (IOException closed) {
                return;
            }
            if (packet.getLength() > 12 && (packet.getData()[1] & 0x7f) == A_LAW) {
                synchronized (heard) {
                    heard.add(heard(packet.getData(), packet.getLength()));
                    heard.notifyAll();
                }
            }
        }
    }

    private void send() {
        var pending = new ArrayDeque<byte[]>();
        short sequence = 0;
        int time = 0;
        int eventTime = 0;
        var next = System.nanoTime();
        while (!socket.isClosed()) {
            next += 20_000_000;
            LockSupport.parkNanos(next - System.nanoTime());
            time += 160;
            var to = remote;
            if (to == null) {
                continue;
            }
            if (pending.isEmpty() && !events.isEmpty()) {
                for (int packet = 0; packet < 8; packet++) {
                    pending.add(java.util.Objects.requireNonNull(events.poll()));
                }
                eventTime = time;
            }
            var event = pending.poll();
            var payload = event == null ? TONE : event;
            var rtp = ByteBuffer.allocate(12 + payload.length)
                    .put((byte) 0x80)
                    .put((byte) (event == null ? A_LAW : EVENT))
                    .putShort(sequence++)
                    .putInt(event == null ? time : eventTime)
                    .putInt(source)
                    .put(payload);
            try {
                socket.send(new DatagramPacket(rtp.array(), rtp.capacity(), to));
            } catch (IOException closed) {
                if (socket.isClosed()) {
                    return;
                }
            }
        }
    }

    private static Heard heard(byte[] packet, int length) {
        var samples = new short[length - 12];
        double sum = 0;
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (short) decode(packet[12 + i]);
            sum += (double) samples[i] * samples[i];
        }
        return new Heard(System.nanoTime(), samples, (int) Math.sqrt(sum / samples.length));
    }

    /// ITU-T G.711, A-law.
    static int decode(byte code) {
        int bits = (code & 0xff) ^ 0x55;
        int segment = (bits & 0x70) >> 4;
        int value = ((bits & 0x0f) << 4) + 8;
        if (segment > 0) {
            value = (value + 0x100) << (segment - 1);
        }
        return (bits & 0x80) != 0 ? value : -value;
    }

    /// 20 ms of something audible: a square wave of 400 Hz at a moderate level.
    private static byte[] tone() {
        var tone = new byte[160];
        for (int i = 0; i < tone.length; i++) {
            tone[i] = (byte) ((i / 10 % 2 == 0 ? 0xa5 : 0x25) ^ 0x15);
        }
        return tone;
    }

    @Override
    public void close() {
        socket.close();
    }
}
