package lv.helpline.app;

import static java.util.Comparator.comparingLong;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.apache.coyote.Processor;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.NioEndpoint;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/// Tomcat's connector for HTTP/1.1, which always has a place for the next connection: when seven eighths of its places
/// are taken, it ends the oldest of those connections that have not brought a whole request. Whoever opens many and
/// says little, in a header, in a body or after an answer, so keeps nobody else out.
///
/// Tomcat makes it, by its name.
public final class EvictingProtocol extends Http11NioProtocol {

    public EvictingProtocol() {
        super(new EvictingEndpoint());
    }

    /// @param requests which connections are not ended; without it, nobody's are
    void spare(CompleteRequests requests) {
        ((EvictingEndpoint) getEndpoint()).requests = requests;
    }

    private static final class EvictingEndpoint extends NioEndpoint {

        /// From one eviction to the next: however many come, calls find the processors free.
        private static final Duration PACE = Duration.ofMillis(100);

        private volatile @Nullable CompleteRequests requests;

        /// Connections to accept before the next eviction. Of the thread that accepts, as the next one.
        private int admitted;

        private long evictedAt = System.nanoTime() - PACE.toNanos();

        @Override
        protected void countUpOrAwaitConnection() throws InterruptedException {
            var known = requests;
            var batch = getMaxConnections() / 16;
            if (known != null && getConnectionCount() >= getMaxConnections() - 2 * batch && --admitted < 0) {
                TimeUnit.NANOSECONDS.sleep(evictedAt + PACE.toNanos() - System.nanoTime());
                evict(known, batch);
                evictedAt = System.nanoTime();
                admitted = batch;
            }
            super.countUpOrAwaitConnection();
        }

        private void evict(CompleteRequests known, int most) {
            connections.entrySet().stream()
                    .filter(each -> !each.getKey().socket().isInputShutdown())
                    .filter(each -> !isUpgraded(each.getValue()) && !known.isFrom(idOf(each.getValue())))
                    .sorted(comparingLong(each -> Long.parseLong(idOf(each.getValue()), 16)))
                    .limit(most)
                    .forEach(each -> endInput(each.getKey()));
        }

        private static boolean isUpgraded(SocketWrapperBase<NioChannel> connection) {
            return connection.getCurrentProcessor() instanceof Processor processor && processor.isUpgrade();
        }

        /// They are given one after the other, as hexadecimal numbers. The arguments are those of Tomcat, for whoever
        /// asks first makes what all get.
        private static String idOf(SocketWrapperBase<NioChannel> connection) {
            return Objects.requireNonNull(
                    connection.getServletConnection("http/1.1", "").getConnectionId());
        }

        /// Tomcat finds the end of what it reads, wherever it waits for it, and closes the connection by itself.
        private static void endInput(SocketChannel connection) {
            try {
                connection.shutdownInput();
            } catch (IOException _) {
                // It has ended meanwhile.
            }
        }
    }
}
