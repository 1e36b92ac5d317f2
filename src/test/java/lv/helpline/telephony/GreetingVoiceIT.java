package lv.helpline.telephony;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;

/// Asterisk tells its router with which voice it greets; the router's health says so, and calls go on.
class GreetingVoiceIT extends Telephony {

    @Test
    void aSyntheticGreetingIsAWarning() throws Exception {
        lab.asterisk().refresh();
        var address = URI.create("http://127.0.0.1:" + lab.routers().managementPort() + "/actuator/health/prompts");
        try (var client = HttpClient.newHttpClient()) {
            var health = client.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
            assertThat(health.statusCode()).isEqualTo(200);
            assertThat(health.body())
                    .contains("\"status\":\"WARNING\"")
                    .contains("\"syntheticGreetings\":[\"en\",\"lv\",\"ru\"]");
        }
    }
}
