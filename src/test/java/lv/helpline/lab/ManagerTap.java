package lv.helpline.lab;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import org.awaitility.Awaitility;

/// Everything that a reader of Asterisk's manager is told, to the letter.
public final class ManagerTap implements AutoCloseable {

    private final Socket socket;
    private final ByteArrayOutputStream told = new ByteArrayOutputStream();

    /// Is let in when this returns.
    public ManagerTap(Asterisk asterisk) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), asterisk.managerPort());
        Thread.ofVirtual().name("manager-tap").start(this::listen);
        socket.getOutputStream().write(Asterisk.login());
        await("Response: Success", Duration.ofSeconds(10));
    }

    /// Sends an action, whose lines these are.
    public void say(String... lines) throws IOException {
        socket.getOutputStream().write((String.join("\r\n", lines) + "\r\n\r\n").getBytes(UTF_8));
    }

    public String text() {
        return told.toString(UTF_8);
    }

    public void await(String words, Duration atMost) {
        Awaitility.await("the manager's " + words).atMost(atMost).until(() -> text().contains(words));
    }

    private void listen() {
        try {
            socket.getInputStream().transferTo(told);
        } catch (IOException over) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
