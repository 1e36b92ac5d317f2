package lv.helpline.installation;

import java.util.List;
import lv.helpline.testing.Sample;

/// `ops/caddy/Caddyfile.example`, with a certificate of the test's.
class CaddySample extends ProxySample {

    CaddySample() throws Exception {
        super(CaddySample::prepared);
    }

    private static List<String> prepared(Place place) {
        var file = Sample.of("ops/caddy/Caddyfile.example")
                .with(
                        "\n{\n",
                        "\n{\n\tadmin off\n\tdefault_bind 127.0.0.1\n\thttp_port %d\n\thttps_port %d\n"
                                .formatted(place.http(), place.https()))
                .with(NAME + " {", "localhost {\n\ttls cert.pem key.pem")
                .with(PAGES, "127.0.0.1:" + place.pages())
                .writtenTo(place.directory().resolve("Caddyfile"));
        return List.of("/usr/bin/caddy", "run", "--config", file.toString(), "--adapter", "caddyfile");
    }
}
