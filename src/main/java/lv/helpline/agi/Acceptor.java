package lv.helpline.agi;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import lv.helpline.routing.CallPathObserver.Refusal;
import org.asteriskjava.fastagi.AgiScript;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Accepts connections until its socket is closed, whatever goes wrong meanwhile, and gives each that it admits a
/// virtual thread.
final class Acceptor implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(Acceptor.class);
    private static final Duration BACK_OFF = Duration.ofMillis(100);

    private final ServerSocket server;
    private final AgiProperties properties;
    private final Map<String, AgiScript> scripts;
    private final Refusals refusals;
    private final SharedSecret secret;
    private final Semaphore room;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    Acceptor(ServerSocket server, AgiProperties properties, Map<String, AgiScript> scripts, Refusals refusals) {
        this.server = server;
        this.properties = properties;
        this.scripts = scripts;
        this.refusals = refusals;
        this.secret = properties.sharedSecret();
        this.room = new Semaphore(properties.connections());
    }

    @Override
    public void run() {
        while (!server.isClosed()) {
            try {
                admit(server.accept());
            } catch (Throwable fault) {
                if (!server.isClosed()) {
                    LOG.warn("Cannot accept connections, trying again: {}", Refusals.describe(fault));
                    LockSupport.parkNanos(BACK_OFF.toNanos());
                }
            }
        }
    }

    /// Waits until the running scripts have finished, and cuts those that have not by then.
    ///
    /// @return whether all have finished by themselves
    boolean drain() throws InterruptedException {
        if (room.tryAcquire(properties.connections(), properties.drain().toNanos(), TimeUnit.NANOSECONDS)) {
            return true;
        }
        open.forEach(Acceptor::close);
        return false;
    }

    private void admit(Socket socket) {
        var peer = socket.getInetAddress();
        if (properties.allow().stream().noneMatch(range -> range.contains(peer))) {
            close(socket);
            refusals.refuse(Refusal.ADDRESS, peer.getHostAddress() + " is not on the allow-list");
        } else if (!room.tryAcquire()) {
            close(socket);
            refusals.refuse(Refusal.CAPACITY, "all connections are in use");
        } else {
            serve(socket);
        }
    }

    private void serve(Socket socket) {
        open.add(socket);
        try {
            Thread.ofVirtual().name("agi").start(() -> {
                try {
                    converse(socket);
                } finally {
                    leave(socket);
                }
            });
        } catch (Throwable noThread) {
            leave(socket);
            throw noThread;
        }
    }

    private void converse(Socket socket) {
        try {
            var wire = new Wire(socket, properties.handshakeDeadline(), properties.commandDeadline());
            new Conversation(wire, scripts, secret, refusals).run();
        } catch (IOException gone) {
            LOG.debug("The peer was gone at once");
        }
    }

    /// Makes room before the peer can see the end, so that it is not refused if it comes again at once.
    private void leave(Socket socket) {
        open.remove(socket);
        room.release();
        close(socket);
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException closed) {
            LOG.debug("A connection could not be closed");
        }
    }
}
