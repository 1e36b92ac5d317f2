package lv.helpline.prompts;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What the pages know of recordings, by their REST API.
final class Pages implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    /// Java would tell anything else, with the complaint that no header may have it.
    private static final Pattern KEY = Pattern.compile("[!-~]+");

    private static final long LARGEST = 1 << 20;

    private final String address;
    private final String key;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();

    /// @param address of the pages, without a slash at its end
    Pages(String address, Path key) throws IOException {
        this.address = address;
        if (!Files.isReadable(key)) {
            throw new Failure("there is no " + key + " to read the key from");
        }
        this.key = Files.readString(key).strip();
        if (!KEY.matcher(this.key).matches()) {
            throw new Failure(key + " has something else than a key");
        }
    }

    /// The digests of the accepted recordings, by the names of their clips, such as `lv/greeting`.
    Map<String, String> accepted() {
        var lines = list();
        if (lines.isEmpty()
                || !lines.getFirst().equals("language,prompt,sha256")
                || lines.stream().anyMatch(line -> line.split(",", -1).length != 3)) {
            throw new Failure(address + " answers something else than its recordings");
        }
        return lines.stream()
                .skip(1)
                .map(line -> line.split(",", -1))
                .collect(Collectors.toMap(cells -> cells[0] + "/" + cells[1], cells -> cells[2]));
    }

    private List<String> list() {
        try {
            return new String(body(ask(to(""))), UTF_8).lines().toList();
        } catch (IOException _) {
            throw new Failure(address + " does not tell the recordings; what is here stays as it is");
        }
    }

    byte[] recording(Clip clip) throws IOException {
        return body(ask(to("/" + clip.name())));
    }

    /// Tells what became of a recording.
    void tell(Clip clip, String digest, String outcome) throws IOException {
        body(ask(to("/" + clip.name() + "/outcome?sha256=" + digest + "&outcome=" + outcome)
                .PUT(BodyPublishers.noBody())));
    }

    /// Brings what was spoken on the duty line.
    ///
    /// @return the status of the answer
    int bring(String id, Path take) throws IOException {
        return ask(to("/takes/" + URLEncoder.encode(id, UTF_8))
                        .header("Content-Type", "audio/wav")
                        .POST(BodyPublishers.ofFile(take)))
                .statusCode();
    }

    private byte[] body(HttpResponse<byte[]> answer) throws IOException {
        if (answer.statusCode() >= 300) {
            throw new IOException(answer.uri() + " answers " + answer.statusCode());
        }
        return answer.body();
    }

    private HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create(address + "/api/v1/recordings" + path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + key);
    }

    private HttpResponse<byte[]> ask(HttpRequest.Builder request) throws IOException {
        try {
            return client.send(request.build(), BodyHandlers.limiting(BodyHandlers.ofByteArray(), LARGEST));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new Failure("interrupted");
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
