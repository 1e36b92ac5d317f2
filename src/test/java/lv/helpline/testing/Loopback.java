package lv.helpline.testing;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Loopback addresses and ports that nobody else on this machine uses while this JVM runs.
///
/// A port that was found free by opening and closing a socket may be taken again before the program that it is meant
/// for opens it: by another program, or by a child process that still holds a copy of the socket. So nothing is found
/// here, everything is held:
///
/// - **Addresses.** A JVM has a network of its own, `127.n.0.0/16`. It is claimed by a socket on its last address,
/// which
///   the kernel closes when the JVM ends, however it ends. A network on which something listens, perhaps left behind by
///   a JVM that was killed, is passed over.
/// - **UDP.** All programs of the JVM may use the port [#udpPort()], each on an address of its own. The JVM holds it on
///   one of them, so no other program can take it on all addresses of the machine.
/// - **TCP.** [#tcpPort()] is a port of 127.0.0.1 that this JVM has bound and does not listen on. A server that sets
///   `SO_REUSEADDR`, as Tomcat, Asterisk and PostgreSQL do, can listen on it; the kernel gives it to nobody else.
public final class Loopback {

    /// By which networks are claimed.
    private static final int CLAIM = 27_127;

    /// The first address that [#nextAddress()] gives, as the last two of its four numbers.
    private static final int FIRST = 1 << 8 | 1;

    /// A line of one of the kernel's tables, of a socket that waits for whoever comes: UDP 07, TCP 0A. A socket that
    /// could also speak IPv6, as those of Java, has its IPv4 address behind a prefix.
    private static final Pattern LISTENING =
            Pattern.compile(" *\\d+: (?:0000000000000000FFFF0000)?([0-9A-F]{8}):[0-9A-F]{4} \\S+ (?:07|0A) .*");

    private static @Nullable Loopback shared;

    private final int network;
    private final int udpPort;

    /// The sockets by which the network and the ports are held.
    private final List<Closeable> held = new ArrayList<>();

    private final AtomicInteger next = new AtomicInteger(FIRST);

    private Loopback(int network, DatagramSocket claim) throws IOException {
        this.network = network;
        var holdsPort = new DatagramSocket(new InetSocketAddress(claim.getLocalAddress(), 0));
        udpPort = holdsPort.getLocalPort();
        held.addAll(List.of(claim, holdsPort));
    }

    /// An address that this JVM has not used yet, such as `127.7.1.4`.
    public static InetAddress nextAddress() {
        var ours = ours();
        var host = ours.next.getAndIncrement();
        if (host > 0xfe_ff) {
            throw new IllegalStateException("the network 127.%d.0.0/16 is used up".formatted(ours.network));
        }
        return address(ours.network, host);
    }

    /// The UDP port that every address of this JVM may use.
    public static int udpPort() {
        return ours().udpPort;
    }

    /// An address that this JVM has not used yet, with [#udpPort()].
    public static InetSocketAddress nextUdpAddress() {
        return new InetSocketAddress(nextAddress(), udpPort());
    }

    /// Another TCP port of 127.0.0.1 each time it is called, held until this JVM ends.
    public static int tcpPort() {
        var ours = ours();
        var socket = new Socket();
        try {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        } catch (IOException noneFree) {
            throw new UncheckedIOException(noneFree);
        }
        synchronized (ours.held) {
            ours.held.add(socket);
        }
        return socket.getLocalPort();
    }

    private static synchronized Loopback ours() {
        var ours = shared;
        if (ours == null) {
            ours = claim();
            shared = ours;
        }
        return ours;
    }

    private static Loopback claim() {
        for (var network = 1; network < 255; network++) {
            try {
                var claimed = claim(network);
                if (claimed.isPresent()) {
                    return claimed.get();
                }
            } catch (IOException fault) {
                throw new UncheckedIOException(fault);
            }
        }
        throw new IllegalStateException("each of the networks 127.1.0.0/16 to 127.254.0.0/16 is in use, or UDP port "
                + CLAIM + " is: `ss -lnup` says by whom; end it and try again");
    }

    private static Optional<Loopback> claim(int network) throws IOException {
        DatagramSocket claim;
        try {
            claim = new DatagramSocket(new InetSocketAddress(address(network, 0xff_fe), CLAIM));
        } catch (BindException claimedByAnother) {
            return Optional.empty();
        }
        // No JVM begins to use it now that it is claimed: whoever is there was left behind.
        if (listeners(network) > 1) {
            claim.close();
            return Optional.empty();
        }
        return Optional.of(new Loopback(network, claim));
    }

    /// How many sockets of this machine are bound to that network's addresses, TCP ones only if they listen.
    private static long listeners(int network) throws IOException {
        var count = 0L;
        for (var table : List.of("/proc/net/udp", "/proc/net/udp6", "/proc/net/tcp", "/proc/net/tcp6")) {
            try (var lines = Files.lines(Path.of(table), US_ASCII)) {
                count += lines.map(LISTENING::matcher)
                        .filter(line -> line.matches() && isOf(network, Integer.parseUnsignedInt(line.group(1), 16)))
                        .count();
            }
        }
        return count;
    }

    /// @param address as the kernel prints it: the first of its four numbers is the lowest byte
    private static boolean isOf(int network, int address) {
        return (address & 0xff) == 127 && (address >> 8 & 0xff) == network;
    }

    private static InetAddress address(int network, int host) {
        try {
            return InetAddress.getByAddress(new byte[] {127, (byte) network, (byte) (host >> 8), (byte) host});
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
