package lv.helpline.faults;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/// What stands at a router's address and is none.
final class FalseRouter implements AutoCloseable {

    /// What a router might have answered, if it had come to the end of it.
    private static final String ANSWER = "SET VARIABLE HELPLINE \"v2|ring|lv|opening-hours+on-duty+one-by-one|"
            + "20:301_m37120003000/20:302_m37120003001||latgale|120||danger&not-safe||end\"\n";

    private final ServerSocket door;
    private final List<Socket> held = new CopyOnWriteArrayList<>();
    private final AtomicInteger asked = new AtomicInteger();

    private FalseRouter(int backlog) throws IOException {
        door = new ServerSocket();
        door.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), backlog);
    }

    /// Says a part of an answer, of each call another one, and then hangs up.
    static FalseRouter sayingHalfALine() throws IOException {
        var router = new FalseRouter(200);
        Thread.ofVirtual().name("half-a-line").start(router::accept);
        return router;
    }

    /// An address that drops whatever is sent to it: the kernel answers no further SYN where as many
    /// connections wait to be accepted as may.
    static FalseRouter blackHole() throws IOException {
        var router = new FalseRouter(1);
        for (var waiting = 0; waiting < 3; waiting++) {
            var socket = new Socket();
            router.held.add(socket);
            try {
                socket.connect(router.door.getLocalSocketAddress(), 200);
            } catch (IOException dropped) {
                return router;
            }
        }
        throw new IllegalStateException("this kernel answers though nobody accepts");
    }

    String address() {
        return "127.0.0.1:" + door.getLocalPort();
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                var question = door.accept();
                held.add(question);
                Thread.ofVirtual().name("half-a-line-answer").start(() -> answer(question));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void answer(Socket question) {
        var number = asked.getAndIncrement();
        var said = ANSWER.substring(0, number * 7 % ANSWER.length());
        try (question) {
            question.getOutputStream().write(said.getBytes(StandardCharsets.US_ASCII));
        } catch (IOException left) {
            // Whoever asked waits no longer.
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
        for (var socket : held) {
            socket.close();
        }
    }
}
