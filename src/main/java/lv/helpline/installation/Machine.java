package lv.helpline.installation;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The machine that the helpline is installed on, as set-up and checks see it.
public interface Machine {

    /// Where a file is that is named by its absolute path on an installed system.
    Path file(String absolute);

    /// What a program ended with and printed, both streams; 127 where there is no such program.
    Ran run(List<String> command);

    /// As [#run(List)], with something to read for it.
    Ran run(List<String> command, String input);

    /// What an address of this machine answers to a request, whatever its status; empty when nobody listens.
    Optional<String> get(String url);

    /// The rows that the database answers, logged in as routers are.
    ///
    /// @throws IOException when it does not answer; the message says why and holds no row
    List<List<String>> query(String sql) throws IOException;

    /// When the certificate that is shown at an address ends.
    ///
    /// @throws IOException when none is shown, or one that no browser believes
    Instant certificateEnds(String host, int port) throws IOException;

    Instant now();

    long freeMegabytes(String absolute) throws IOException;

    /// What a program did.
    record Ran(int code, String output) {

        public boolean well() {
            return code == 0;
        }

        /// Its first line that says something.
        public String firstLine() {
            return output.lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .findFirst()
                    .orElse("nothing");
        }
    }

    /// What Asterisk's console answers.
    default Ran asterisk(String command) {
        return run(List.of("asterisk", "-C", Places.ASTERISK, "-rx", command));
    }

    /// The settings of `helpline.env`, as systemd reads them; none if there is no such file.
    default Map<String, String> settings() throws IOException {
        return EnvironmentFile.read(file(Places.ENVIRONMENT));
    }
}
