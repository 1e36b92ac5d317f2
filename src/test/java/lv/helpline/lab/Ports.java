package lv.helpline.lab;

import java.io.Closeable;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/// Ports that were free a moment ago, on loopback. None is given twice soon, and none is of those that the kernel or
/// Asterisk's media take by themselves, so that whoever starts a program on one finds it free still.
public final class Ports {

    /// Above Asterisk's media, see [Asterisk], and below what Linux gives out by itself.
    private static final int FIRST = 30_000;

    private static final int COUNT = 2_700;

    private static final AtomicInteger NEXT =
            new AtomicInteger(ThreadLocalRandom.current().nextInt(COUNT));

    private Ports() {}

    public static int freeUdp() throws IOException {
        return free(port -> new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), port)));
    }

    public static int freeTcp() throws IOException {
        return free(port -> new ServerSocket(port, 1, InetAddress.getLoopbackAddress()));
    }

    private static int free(Opening opening) throws IOException {
        for (var tries = 1; ; tries++) {
            var port = FIRST + Math.floorMod(NEXT.getAndIncrement(), COUNT);
            try (var _ = opening.on(port)) {
                return port;
            } catch (IOException taken) {
                if (tries == COUNT) {
                    throw taken;
                }
            }
        }
    }

    @FunctionalInterface
    private interface Opening {
        Closeable on(int port) throws IOException;
    }
}
