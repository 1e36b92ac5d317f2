package lv.helpline.installation;

import java.util.List;

/// `ops/nginx/helpline.conf.example`, below Debian's own `nginx.conf`.
class NginxSample extends ProxySample {

    private static final String KEYS = "/etc/letsencrypt/live/localhost/";

    NginxSample() throws Exception {
        super(NginxSample::prepared);
    }

    private static List<String> prepared(Place place) {
        var site = Sample.of("ops/nginx/helpline.conf.example")
                .with(NAME, "localhost")
                .without("listen [::]:")
                .with("listen 80;", "listen 127.0.0.1:" + place.http() + ";")
                .with("listen 443 ", "listen 127.0.0.1:" + place.https() + " ")
                .with(
                        KEYS + "fullchain.pem",
                        place.directory().resolve("cert.pem").toString())
                .with(KEYS + "privkey.pem", place.directory().resolve("key.pem").toString())
                .with(PAGES, "127.0.0.1:" + place.pages())
                .writtenTo(place.directory().resolve("helpline"));
        var debian = Sample.of("/etc/nginx/nginx.conf")
                .with("/run/nginx.pid", place.directory().resolve("nginx.pid").toString())
                .with("/var/log/nginx/", place.directory() + "/")
                .with("/etc/nginx/sites-enabled/*", site.toString())
                .writtenTo(place.directory().resolve("nginx.conf"));
        return List.of("/usr/sbin/nginx", "-c", debian.toString(), "-e", "stderr", "-g", "daemon off;");
    }
}
