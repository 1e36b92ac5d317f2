package lv.helpline.bench;

import ch.qos.logback.classic.Level;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import lv.helpline.testing.Loopback;
import org.asteriskjava.fastagi.AgiChannel;
import org.asteriskjava.fastagi.AgiException;
import org.asteriskjava.fastagi.AgiRequest;
import org.asteriskjava.fastagi.AgiScript;
import org.asteriskjava.fastagi.DefaultAgiServer;
import org.awaitility.Awaitility;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Asterisk-Java's own FastAGI server, as it comes, in a process of its own, with a script that decides
/// nothing: it answers with one variable, as a router does. It logs nothing.
final class StockServer implements AutoCloseable {

    private final Process process;
    private final int port;

    private StockServer(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /// @param options of Java
    /// @param memory  how GNU's library treats memory, as variables of the environment
    static StockServer start(List<String> options, Map<String, String> memory) throws IOException {
        var port = Loopback.tcpPort();
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin/java").toString());
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), StockServer.class.getName(), "" + port));
        var builder = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putAll(memory);
        var server = new StockServer(builder.start(), port);
        Awaitility.await("Asterisk-Java's server listens")
                .atMost(Duration.ofMinutes(1))
                .until(() -> !server.process.isAlive() || server.accepts());
        if (!server.process.isAlive()) {
            throw new IllegalStateException("Asterisk-Java's server ended with " + server.process.exitValue());
        }
        return server;
    }

    private boolean accepts() {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    Process process() {
        return process;
    }

    int port() {
        return port;
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }

    /// The process. It ends with the one that started it.
    public static void main(String... arguments) throws IOException {
        ((ch.qos.logback.classic.Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.OFF);
        Thread.ofPlatform().daemon().start(() -> {
            try {
                var _ = System.in.read();
            } catch (IOException cut) {
                // It is the end, too.
            }
            Runtime.getRuntime().halt(0);
        });
        var server = new DefaultAgiServer(new DecidesNothing());
        server.setPort(Integer.parseInt(arguments[0]));
        server.startup();
    }

    private record DecidesNothing() implements AgiScript {
        @Override
        public void service(AgiRequest request, AgiChannel channel) throws AgiException {
            channel.setVariable("HELPLINE", "");
        }
    }
}
