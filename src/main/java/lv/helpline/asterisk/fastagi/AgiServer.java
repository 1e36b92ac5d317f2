package lv.helpline.asterisk.fastagi;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import javax.net.ServerSocketFactory;
import lv.helpline.routing.CallIntake;
import lv.helpline.routing.CallPathObserver;
import org.asteriskjava.fastagi.AgiScript;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/// The FastAGI server: starts after everything that it needs, and is the first to stop. A stop closes the door at
/// once, so that Asterisk asks another router, and lets running scripts finish.
public final class AgiServer implements SmartLifecycle, CallIntake {

    private static final Logger LOG = LoggerFactory.getLogger(AgiServer.class);

    private final AgiProperties properties;
    private final Map<String, AgiScript> scripts;
    private final Refusals refusals;
    private final ServerSocketFactory sockets;
    private final Supplier<List<String>> ownNumbers;
    private volatile @Nullable Running running;

    /// @param ownNumbers national numbers of lines, whose route is tried out before the server listens; it is asked at
    ///                   each start, and without a number nothing is tried
    public AgiServer(
            AgiProperties properties,
            Map<String, AgiScript> scripts,
            CallPathObserver observer,
            ServerSocketFactory sockets,
            Supplier<List<String>> ownNumbers) {
        this.properties = properties;
        this.scripts = Map.copyOf(scripts);
        this.refusals = new Refusals(observer);
        this.sockets = sockets;
        this.ownNumbers = ownNumbers;
    }

    @Override
    public void start() {
        new WarmUp(properties, scripts, refusals).run(ownNumbers.get());
        var socket = listen();
        var agiAcceptor = new AgiAcceptor(socket, properties, scripts, refusals);
        running = new Running(
                socket, agiAcceptor, Thread.ofPlatform().name("agi-acceptor").start(agiAcceptor));
        LOG.info("Listening for FastAGI requests on {}", socket.getLocalSocketAddress());
    }

    @Override
    public void stop() {
        var stopped = running;
        if (stopped == null) {
            return;
        }
        running = null;
        try {
            stopped.socket().close();
            stopped.thread().join();
            if (stopped.acceptor().drain()) {
                LOG.info("Stopped listening for FastAGI requests; all scripts had finished");
            } else {
                LOG.warn("Stopped listening for FastAGI requests; cut scripts that had not finished in time");
            }
        } catch (IOException fault) {
            LOG.warn("The FastAGI server's socket could not be closed: {}", Refusals.describe(fault));
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running != null;
    }

    @Override
    public boolean isListening() {
        var now = running;
        return now != null && !now.socket().isClosed() && now.thread().isAlive();
    }

    /// The port on which it listens; throws `IllegalStateException` when it does not.
    public int port() {
        var now = running;
        if (now == null) {
            throw new IllegalStateException("the FastAGI server does not run");
        }
        return now.socket().getLocalPort();
    }

    private ServerSocket listen() {
        try {
            return sockets.createServerSocket(properties.port(), properties.connections(), properties.address());
        } catch (IOException fault) {
            throw new UncheckedIOException(
                    "helpline.agi: cannot listen on " + properties.address().getHostAddress() + " port "
                            + properties.port(),
                    fault);
        }
    }

    private record Running(ServerSocket socket, AgiAcceptor acceptor, Thread thread) {}
}
