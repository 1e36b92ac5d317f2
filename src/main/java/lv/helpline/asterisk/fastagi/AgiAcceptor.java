package lv.helpline.asterisk.fastagi;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashSet;
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
///
/// When all places are taken, whoever has waited for longest without having shown the secret makes room for the next:
/// Asterisk shows it at once, so connections that say nothing, however many, keep none of its calls waiting.
final class AgiAcceptor implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(AgiAcceptor.class);
    private static final Duration BACK_OFF = Duration.ofMillis(100);

    private final ServerSocket server;
    private final AgiProperties properties;
    private final Map<String, AgiScript> scripts;
    private final Refusals refusals;
    private final SharedSecret secret;
    private final Semaphore room;

    /// Each of them has a place.
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    /// Those of them that have not shown the secret, the first one first.
    private final Set<Socket> strangers = Collections.synchronizedSet(new LinkedHashSet<>());

    AgiAcceptor(ServerSocket server, AgiProperties properties, Map<String, AgiScript> scripts, Refusals refusals) {
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
        open.forEach(AgiAcceptor::close);
        return false;
    }

    private void admit(Socket socket) {
        var peer = socket.getInetAddress();
        if (properties.allow().stream().noneMatch(range -> range.contains(peer))) {
            close(socket);
            refusals.refuse(Refusal.ADDRESS, peer.getHostAddress() + " is not on the allow-list");
        } else if (room.tryAcquire()) {
            serve(socket);
        } else if (cutsOffAStranger()) {
            refusals.refuse(Refusal.CAPACITY, "all connections are in use, and one that has shown no secret was cut");
            serve(socket);
        } else {
            close(socket);
            refusals.refuse(Refusal.CAPACITY, "all connections are in use");
        }
    }

    /// The new connection has the place of the one that is cut off.
    private boolean cutsOffAStranger() {
        while (true) {
            Socket first;
            synchronized (strangers) {
                var each = strangers.iterator();
                if (!each.hasNext()) {
                    return false;
                }
                first = each.next();
                each.remove();
            }
            if (open.remove(first)) {
                close(first);
                return true;
            }
        }
    }

    private void serve(Socket socket) {
        open.add(socket);
        strangers.add(socket);
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
            var boundedAgiConnection =
                    new BoundedAgiConnection(socket, properties.handshakeDeadline(), properties.commandDeadline());
            new AgiSession(boundedAgiConnection, scripts, secret, () -> strangers.remove(socket), refusals).run();
        } catch (IOException gone) {
            LOG.debug("The peer was gone at once");
        }
    }

    /// Makes room before the peer can see the end, so that it is not refused if it comes again at once.
    private void leave(Socket socket) {
        strangers.remove(socket);
        if (open.remove(socket)) {
            room.release();
        }
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
