package lv.helpline.asterisk.scripts;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;

/// Takes down all that is logged, at every level, by whatever class.
public final class Logs extends AppenderBase<ILoggingEvent> implements AutoCloseable {

    private final List<ILoggingEvent> events = new CopyOnWriteArrayList<>();
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final Level before = root.getLevel();

    public Logs() {
        setContext(root.getLoggerContext());
        start();
        root.setLevel(Level.TRACE);
        root.addAppender(this);
    }

    @Override
    protected void append(ILoggingEvent event) {
        event.prepareForDeferredProcessing();
        events.add(event);
    }

    /// Everything of every event: level, logger, thread, message, context, exceptions and their causes.
    public String everything() {
        return events.stream()
                .map(event -> event.getLevel() + " " + event.getLoggerName() + " " + event.getThreadName() + " "
                        + event.getFormattedMessage() + " " + event.getMDCPropertyMap()
                        + exceptions(event.getThrowableProxy()))
                .collect(Collectors.joining("\n"));
    }

    public List<String> at(Level level) {
        return events.stream()
                .filter(event -> event.getLevel() == level)
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }

    private static String exceptions(IThrowableProxy thrown) {
        return Stream.iterate(thrown, cause -> cause != null, IThrowableProxy::getCause)
                .map(cause -> " " + cause.getClassName() + " " + cause.getMessage())
                .collect(Collectors.joining());
    }

    @Override
    public void close() {
        root.detachAppender(this);
        root.setLevel(before);
        stop();
    }
}
