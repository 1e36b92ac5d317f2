package lv.helpline.faults;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/// A wire to a server, over which its words may come late.
final class SlowWire implements AutoCloseable {

    private static final Duration LATE = Duration.ofSeconds(5);

    private final InetSocketAddress server;
    private final ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private volatile boolean slow;

    private SlowWire(InetSocketAddress server) throws IOException {
        this.server = server;
    }

    static SlowWire to(InetSocketAddress server) throws IOException {
        var wire = new SlowWire(server);
        Thread.ofVirtual().name("slow-wire").start(wire::accept);
        return wire;
    }

    /// The same URL, over this wire.
    String instead(String url) {
        return url.replaceFirst("(?<=//)[^/]+", "127.0.0.1:" + door.getLocalPort());
    }

    /// From now on each word of the server's comes late.
    void slow() {
        slow = true;
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                var client = door.accept();
                var connection = new Socket();
                open.add(client);
                open.add(connection);
                connection.connect(server);
                Thread.ofVirtual().name("slow-wire-there").start(() -> copy(client, connection, false));
                Thread.ofVirtual().name("slow-wire-back").start(() -> copy(connection, client, true));
            } catch (IOException closed) {
                // The client tries again, or nobody does.
            }
        }
    }

    private void copy(Socket from, Socket to, boolean back) {
        var bytes = new byte[65_536];
        try (from;
                to) {
            for (var read = from.getInputStream().read(bytes);
                    read >= 0;
                    read = from.getInputStream().read(bytes)) {
                if (back && slow) {
                    TimeUnit.NANOSECONDS.sleep(LATE.toNanos());
                }
                to.getOutputStream().write(bytes, 0, read);
            }
        } catch (IOException | InterruptedException over) {
            // One of the two has left.
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
        for (var socket : open) {
            socket.close();
        }
    }
}
