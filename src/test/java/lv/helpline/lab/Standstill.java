package lv.helpline.lab;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/// A router that stands still: it takes each question and says nothing. When it goes on it reads what it was asked,
/// though those who asked may have left, and does what the real router behind it does with that.
public final class Standstill implements AutoCloseable {

    private final InetSocketAddress router;
    private final ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private final CountDownLatch goesOn = new CountDownLatch(1);
    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicInteger done = new AtomicInteger();

    /// @param router the address of the real one, such as `127.0.0.1:4573`
    public Standstill(String router) throws IOException {
        var parts = router.split(":", 2);
        this.router = new InetSocketAddress(parts[0], Integer.parseInt(parts[1]));
        Thread.ofVirtual().name("standstill").start(this::accept);
    }

    /// Its address, as `ROUTER_1` wants it.
    public String address() {
        return "127.0.0.1:" + door.getLocalPort();
    }

    /// Those that came while it stood still are read from now on.
    public void goOn() {
        goesOn.countDown();
    }

    /// Whether the real router has closed every conversation that was begun here.
    public boolean isDone() {
        return done.get() == asked.get();
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                var question = door.accept();
                open.add(question);
                asked.incrementAndGet();
                Thread.ofVirtual().name("standstill-question").start(() -> converse(question));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void converse(Socket question) {
        try (question;
                var answer = new Socket()) {
            goesOn.await();
            answer.connect(router);
            var back = Thread.ofVirtual().start(() -> copy(answer, question));
            copy(question, answer);
            back.join();
        } catch (IOException | InterruptedException over) {
            // One of the two has left.
        } finally {
            done.incrementAndGet();
        }
    }

    /// Until the end of what one side says, which the other is told.
    public static void copy(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException over) {
            // One of the two has left.
        }
    }

    @Override
    public void close() throws IOException {
        goOn();
        door.close();
        for (var question : open) {
            question.close();
        }
    }
}
