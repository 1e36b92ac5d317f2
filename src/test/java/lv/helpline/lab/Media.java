package lv.helpline.lab;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lv.helpline.testing.Loopback;
import org.jspecify.annotations.Nullable;

/// A peer's ear and mouth: RTP with G.711 A-law, 20 ms a packet, and RFC 4733 digits. Speaks from the moment on
/// which it knows where to; hears always, and keeps all of it.
public final class Media implements AutoCloseable {

    /// One packet.
    ///
    /// @param nanos `System.nanoTime()` when it came
    /// @param sound A-law, 8,000 samples a second
    /// @param level their root mean square, 0 to 32,767
    @SuppressWarnings("ArrayRecordComponent")
    public record Heard(long nanos, byte[] sound, int level) {

        boolean isAudible() {
            return level >= SILENCE;
        }

        boolean isVoice() {
            return Arrays.equals(sound, VOICE);
        }
    }

    /// A key, pressed or received.
    ///
    /// @param nanos `System.nanoTime()` when it began
    public record Key(long nanos, char key) {}

    /// Below this level a packet is silence: about −50 dBFS.
    static final int SILENCE = 100;

    private static final int A_LAW = 8;
    private static final int PACKET = 160;
    private static final int EVENT = 101;

    /// The amplitude of a tone that is hummed.
    private static final int HUM = 4_000;

    private static final String KEYS = "0123456789*#ABCD";
    private static final byte[] VOICE = voice();
    private static final byte[] NO_EVENT = {};

    private final Observations observations;
    private final DatagramSocket socket;

    /// From which it speaks.
    private volatile DatagramSocket mouth;

    private final List<Heard> heard = new ArrayList<>();
    private final List<Key> received = new ArrayList<>();
    private final List<Key> pressed = new ArrayList<>();
    private int forgotten;
    private int forgottenKeys;
    private int lastEvent;
    private final Queue<List<byte[]>> keys = new ConcurrentLinkedQueue<>();
    private final Queue<byte[]> words = new ConcurrentLinkedQueue<>();
    private final List<Long> spoken = new ArrayList<>();
    private volatile byte[] otherwise = VOICE;
    private volatile @Nullable InetSocketAddress remote;
    private final int source = ThreadLocalRandom.current().nextInt();

    /// Without a peer.
    public Media() throws SocketException {
        this(new Observations("somebody"));
    }

    /// Somebody on an address of their own, who is in no call and speaks to this one's port.
    public static Media stranger(InetSocketAddress port) throws SocketException {
        var stranger = new Media();
        stranger.speakTo(port);
        return stranger;
    }

    /// On an address of its own.
    Media(Observations observations) throws SocketException {
        this.observations = observations;
        socket = new DatagramSocket(new InetSocketAddress(Loopback.nextAddress(), 0));
        mouth = socket;
        Thread.ofVirtual().name("rtp-in").start(() -> receive(socket));
        Thread.ofVirtual().name("rtp-out").start(this::send);
    }

    public String host() {
        return socket.getLocalAddress().getHostAddress();
    }

    public int port() {
        return mouth.getLocalPort();
    }

    /// Speaks from another port from now on, as a phone whose network has changed; it hears on both.
    public void speakFromAnotherPort() throws SocketException {
        var another = new DatagramSocket(new InetSocketAddress(socket.getLocalAddress(), 0));
        mouth = another;
        Thread.ofVirtual().name("rtp-in").start(() -> receive(another));
    }

    public void speakTo(InetSocketAddress address) {
        remote = address;
    }

    /// Sends nothing any more: muted, or with nothing to say.
    public void fallSilent() {
        remote = null;
    }

    /// Presses a key for 100 ms.
    public void press(char key) {
        press(key, Duration.ofMillis(100));
    }

    /// @param held 20 ms to 8 s
    public void press(char key, Duration held) {
        press(key, held, Duration.ZERO);
    }

    /// @param held  20 ms to 8 s
    /// @param after so long after the key before
    public void press(char key, Duration held, Duration after) {
        synchronized (heard) {
            pressed.add(new Key(System.nanoTime(), key));
        }
        var code = KEYS.indexOf(key);
        var packets = (int) (held.toMillis() / 20);
        var events = new ArrayList<byte[]>();
        for (int packet = 1; packet <= packets + 3; packet++) {
            var end = packet > packets ? 0x80 : 0;
            var length = Math.min(packet, packets) * 160;
            events.add(new byte[] {(byte) code, (byte) (end | 10), (byte) (length >> 8), (byte) length});
        }
        for (var pause = after; pause.isPositive(); pause = pause.minusMillis(20)) {
            keys.add(List.of(NO_EVENT));
        }
        keys.add(events);
    }

    /// Presses a key for 100 ms as a tone (ITU-T Q.23), although it has agreed to RFC 4733.
    public void pressInSound(char key) {
        var place = "123A456B789C*0#D".indexOf(key);
        var low = new int[] {697, 770, 852, 941}[place / 4];
        var high = new int[] {1_209, 1_336, 1_477, 1_633}[place % 4];
        var tones = new short[5 * PACKET];
        for (var at = 0; at < tones.length; at++) {
            var turn = 2 * Math.PI * at / 8_000;
            tones[at] = (short) (HUM * (Math.sin(turn * low) + Math.sin(turn * high)));
        }
        speak(tones);
    }

    /// Says this once, from now on, and is quiet afterwards.
    ///
    /// @param samples 8,000 a second
    public void say(short[] samples) {
        otherwise = packet(new short[PACKET], 0);
        speak(samples);
    }

    private void speak(short[] samples) {
        for (var at = 0; at < samples.length; at += PACKET) {
            words.add(packet(samples, at));
        }
    }

    /// Whether all of it is said.
    public boolean hasSaidAll() {
        return words.isEmpty();
    }

    /// Says a tone from now on, and nothing else.
    ///
    /// @param hertz a multiple of 50, so that each packet goes on where the one before ended
    public void hum(int hertz) {
        var tone = new short[PACKET];
        for (var at = 0; at < PACKET; at++) {
            tone[at] = (short) (HUM * Math.sin(2 * Math.PI * hertz * at / 8_000));
        }
        otherwise = packet(tone, 0);
    }

    /// How loud a tone that another hums has come in since the last [#forget()], in the middle one of all packets:
    /// 1 is as loud as it was said.
    ///
    /// @param hertz a multiple of 50
    public double loudnessOf(int hertz) {
        var amplitudes = heard().stream()
                .mapToDouble(packet -> amplitude(packet.sound(), hertz))
                .sorted()
                .toArray();
        return amplitudes.length == 0 ? 0 : amplitudes[amplitudes.length / 2] / HUM;
    }

    private static double amplitude(byte[] sound, int hertz) {
        double sine = 0;
        double cosine = 0;
        for (var at = 0; at < sound.length; at++) {
            var sample = ALaw.decode(sound[at]);
            sine += sample * Math.sin(2 * Math.PI * hertz * at / 8_000);
            cosine += sample * Math.cos(2 * Math.PI * hertz * at / 8_000);
        }
        return 2 * Math.hypot(sine, cosine) / sound.length;
    }

    private static byte[] packet(short[] samples, int from) {
        var packet = new byte[PACKET];
        for (var at = 0; at < PACKET; at++) {
            packet[at] = ALaw.encode(from + at < samples.length ? samples[from + at] : 0);
        }
        return packet;
    }

    /// The sound that came in since the last [#forget()].
    public List<Heard> heard() {
        synchronized (heard) {
            return List.copyOf(heard.subList(forgotten, heard.size()));
        }
    }

    /// The sound that came in since there were `known` packets, forgotten or not.
    List<Heard> heardAfter(int known) {
        synchronized (heard) {
            return List.copyOf(heard.subList(known, heard.size()));
        }
    }

    /// How many packets are forgotten.
    int forgotten() {
        synchronized (heard) {
            return forgotten;
        }
    }

    /// The keys that came in since the last [#forget()], such as `12#`.
    public String keys() {
        synchronized (heard) {
            return received.subList(forgottenKeys, received.size()).stream()
                    .map(key -> String.valueOf(key.key()))
                    .collect(Collectors.joining());
        }
    }

    /// All keys that came in.
    public List<Key> received() {
        synchronized (heard) {
            return List.copyOf(received);
        }
    }

    /// All keys that were pressed here.
    public List<Key> pressed() {
        synchronized (heard) {
            return List.copyOf(pressed);
        }
    }

    /// From now on only what comes in later counts, except for [#longestSilence].
    public void forget() {
        synchronized (heard) {
            forgotten = heard.size();
            forgottenKeys = received.size();
        }
    }

    /// Whether so many packets that are not silent have come in since the last [#forget()].
    boolean hears(int packets) {
        return has(packets, Heard::isAudible);
    }

    /// Whether so many packets of another peer's voice, which nothing else sounds like, have come in since the
    /// last [#forget()].
    boolean hearsVoice(int packets) {
        return has(packets, Heard::isVoice);
    }

    /// Waits until `packets` that are not silent have come in since the last [#forget()].
    public void awaitSound(int packets, Duration atMost) throws InterruptedException {
        await(packets, "sound", Heard::isAudible, atMost);
    }

    /// Waits until `packets` of another peer's voice have come in since the last [#forget()].
    public void awaitVoice(int packets, Duration atMost) throws InterruptedException {
        await(packets, "another's voice", Heard::isVoice, atMost);
    }

    private void await(int packets, String what, Predicate<Heard> wanted, Duration atMost) throws InterruptedException {
        observations.await(
                "%d packets of %s".formatted(packets, what),
                () -> has(packets, wanted),
                atMost,
                () -> heard().size() + " packets of whatever");
    }

    private boolean has(int packets, Predicate<Heard> wanted) {
        synchronized (heard) {
            var found = heard.subList(forgotten, heard.size()).stream()
                    .filter(wanted)
                    .limit(packets)
                    .count();
            return found == packets;
        }
    }

    /// The longest time in `[from, until)`, by `System.nanoTime()`, in which nothing audible came in, forgotten
    /// or not, and nothing was said here by [#say]: who speaks is not left in silence.
    ///
    /// Times in which the machine stood still do not count, see [Stalls].
    public Duration longestSilence(long from, long until) {
        var longest = Duration.ZERO;
        long last = from;
        for (var sound : sounds()) {
            if (sound >= from && sound < until) {
                longest = longer(longest, Stalls.without(last, sound));
                last = sound;
            }
        }
        return longer(longest, Stalls.without(last, until));
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    private List<Long> sounds() {
        synchronized (heard) {
            return Stream.concat(heard.stream().filter(Heard::isAudible).map(Heard::nanos), spoken.stream())
                    .sorted()
                    .toList();
        }
    }

    Optional<Long> firstSound(long from) {
        return heardAfter(0).stream()
                .filter(packet -> packet.isAudible() && packet.nanos() >= from)
                .map(Heard::nanos)
                .findFirst();
    }

    private void receive(DatagramSocket ear) {
        var packet = new DatagramPacket(new byte[2_048], 2_048);
        while (!ear.isClosed()) {
            try {
                ear.receive(packet);
            } catch (IOException closed) {
                return;
            }
            if (packet.getLength() > 12) {
                hear(ByteBuffer.wrap(packet.getData(), 0, packet.getLength()));
            }
        }
    }

    /// @param rtp one packet, with a header of 12 bytes
    void hear(ByteBuffer rtp) {
        synchronized (heard) {
            switch (rtp.get(1) & 0x7f) {
                case A_LAW -> heard.add(heard(rtp));
                case EVENT -> hearKey(rtp.getInt(4), rtp.get(12));
                default -> {}
            }
        }
        observations.changed();
    }

    /// Each packet of one key has the time at which it began.
    private void hearKey(int began, byte event) {
        if ((event & 0xff) < KEYS.length() && (received.isEmpty() || began != lastEvent)) {
            received.add(new Key(System.nanoTime(), KEYS.charAt(event)));
        }
        lastEvent = began;
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
            var key = pending.isEmpty() ? keys.poll() : null;
            if (key != null) {
                pending.addAll(key);
                eventTime = time;
            }
            var due = pending.poll();
            var event = due == null || due.length == 0 ? null : due;
            var payload = event == null ? voiceNow() : event;
            var rtp = ByteBuffer.allocate(12 + payload.length)
                    .put((byte) 0x80)
                    .put((byte) (event == null ? A_LAW : EVENT))
                    .putShort(sequence++)
                    .putInt(event == null ? time : eventTime)
                    .putInt(source)
                    .put(payload);
            try {
                mouth.send(new DatagramPacket(rtp.array(), rtp.capacity(), to));
            } catch (IOException closed) {
                if (socket.isClosed()) {
                    return;
                }
            }
        }
    }

    private byte[] voiceNow() {
        var word = words.poll();
        if (word == null) {
            return otherwise;
        }
        synchronized (heard) {
            spoken.add(System.nanoTime());
        }
        return word;
    }

    /// @param rtp one packet of sound, with a header of 12 bytes
    static Heard heard(ByteBuffer rtp) {
        var sound = new byte[rtp.limit() - 12];
        rtp.get(12, sound);
        double sum = 0;
        for (var code : sound) {
            double sample = ALaw.decode(code);
            sum += sample * sample;
        }
        return new Heard(System.nanoTime(), sound, (int) Math.sqrt(sum / sound.length));
    }

    /// 20 ms of something audible: a square wave of 400 Hz at a moderate level.
    static byte[] voice() {
        var voice = new byte[160];
        for (int i = 0; i < voice.length; i++) {
            voice[i] = (byte) ((i / 10 % 2 == 0 ? 0xa5 : 0x25) ^ 0x15);
        }
        return voice;
    }

    @Override
    public void close() {
        socket.close();
        mouth.close();
    }
}
