package lv.helpline.snapshot;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import lv.helpline.shared.jdbc.Backoff;
import lv.helpline.snapshot.RefreshSignal.News;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Listens for what the triggers of `V003` notify and rings the bell for it, on a connection of its own. A connection
/// that is lost, or that a silent network has cut, is opened anew; what was missed meanwhile is rung for.
final class NotificationListener implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(NotificationListener.class);

    private static final String ROSTER = "helpline_roster";
    private static final String ACTIVITY = "helpline_activity";

    /// After so long without news the connection is asked whether it lives.
    private static final Duration SILENCE = Duration.ofSeconds(20);

    private static final int ANSWER_SECONDS = 5;

    private final Connections connections;
    private final RefreshSignal refreshSignal;

    /// Opens a connection that belongs to whoever asked.
    @FunctionalInterface
    interface Connections {
        Connection open() throws SQLException;
    }

    NotificationListener(Connections connections, RefreshSignal refreshSignal) {
        this.connections = connections;
        this.refreshSignal = refreshSignal;
    }

    /// Ends when its thread is interrupted.
    @Override
    public void run() {
        var backoff = Backoff.between(Duration.ofSeconds(1), Duration.ofSeconds(30));
        while (!Thread.currentThread().isInterrupted()) {
            try (var connection = connections.open()) {
                subscribe(connection);
                backoff = backoff.succeeded();
                refreshSignal.ring(News.ROSTER);
                listen(connection);
            } catch (SQLException lost) {
                backoff = backoff.failed();
                if (backoff.isFirstFailure() && !Thread.currentThread().isInterrupted()) {
                    LOG.warn("Changes of the roster are not notified now, they are polled for: {}", lost.getMessage());
                }
                rest(backoff.delay());
            }
        }
    }

    private static void subscribe(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("listen " + ROSTER);
            statement.execute("listen " + ACTIVITY);
        }
    }

    private void listen(Connection connection) throws SQLException {
        var notifying = connection.unwrap(PGConnection.class);
        while (!Thread.currentThread().isInterrupted()) {
            var notifications = notifying.getNotifications((int) SILENCE.toMillis());
            for (var notification : notifications) {
                refreshSignal.ring(notification.getName().equals(ACTIVITY) ? News.ACTIVITY : News.ROSTER);
            }
            if (notifications.length == 0 && !connection.isValid(ANSWER_SECONDS)) {
                throw new SQLException("the connection does not answer");
            }
        }
    }

    private static void rest(Duration delay) {
        try {
            Thread.sleep(delay);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }
}
