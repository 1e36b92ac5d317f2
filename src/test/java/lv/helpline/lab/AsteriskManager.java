package lv.helpline.lab;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.asteriskjava.manager.AuthenticationFailedException;
import org.asteriskjava.manager.DefaultManagerConnection;
import org.asteriskjava.manager.TimeoutException;
import org.asteriskjava.manager.action.CommandAction;
import org.asteriskjava.manager.response.CommandResponse;
import org.asteriskjava.manager.response.ManagerResponse;

/// The lab's one connection to Asterisk, by which it gives the commands of Asterisk's command line. Its user
/// stands in a file of the lab's: the product's own user of the manager interface may give none.
final class AsteriskManager implements AutoCloseable {

    private static final String USER = "lab";
    private static final String SECRET = "commands-of-the-lab";

    /// What the lab adds to the product's `manager.conf`.
    static final String CONFIGURATION = """
        [%s]
        secret = %s
        deny = 0.0.0.0/0.0.0.0
        permit = 127.0.0.1/255.255.255.255
        read =
        write = command
        """.formatted(USER, SECRET);

    private static final Duration ANSWER = Duration.ofSeconds(60);

    private final DefaultManagerConnection connection;

    private AsteriskManager(DefaultManagerConnection connection) {
        this.connection = connection;
    }

    /// @throws IOException when Asterisk does not listen there yet
    static AsteriskManager connect(int port) throws IOException {
        var connection =
                new DefaultManagerConnection(InetAddress.getLoopbackAddress().getHostAddress(), port, USER, SECRET);
        connection.setEncoding(UTF_8);
        connection.setDefaultResponseTimeout(ANSWER.toMillis());
        try {
            connection.login("off");
        } catch (AuthenticationFailedException | TimeoutException refused) {
            throw new IllegalStateException("Asterisk's manager does not let the lab in", refused);
        }
        return new AsteriskManager(connection);
    }

    /// What one command printed.
    String command(String command) throws InterruptedException {
        return commands(List.of(command)).getFirst();
    }

    /// What each of these commands printed. All are sent before the first is answered.
    List<String> commands(List<String> commands) throws InterruptedException {
        var answers = new ArrayList<CompletableFuture<ManagerResponse>>();
        for (var command : commands) {
            var answer = new CompletableFuture<ManagerResponse>();
            answers.add(answer);
            try {
                connection.sendAction(new CommandAction(command), answer::complete);
            } catch (IOException | RuntimeException gone) {
                throw new IllegalStateException("Asterisk does not take \"" + command + "\"", gone);
            }
        }
        var printed = new ArrayList<String>();
        for (var answer : answers) {
            printed.add(printed(answer));
        }
        return printed;
    }

    private static String printed(CompletableFuture<ManagerResponse> answer) throws InterruptedException {
        try {
            return answer.get(ANSWER.toMillis(), TimeUnit.MILLISECONDS) instanceof CommandResponse response
                            && response.getResult() != null
                    ? String.join("\n", response.getResult())
                    : "";
        } catch (ExecutionException | java.util.concurrent.TimeoutException silent) {
            throw new IllegalStateException("Asterisk has not answered for " + ANSWER.toSeconds() + " s", silent);
        }
    }

    @Override
    public void close() {
        connection.logoff();
    }
}
