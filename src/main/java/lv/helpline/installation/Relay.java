package lv.helpline.installation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Calls from the web page, and the relay (coturn) through which their sound goes: what coturn, Asterisk and the pages
/// have of them.
///
/// @param address this machine's own, at which browsers reach the relay; empty for none
record Relay(String address) {

    static final String WEB_SERVER = "HELPLINE_WEBCALL_ASTERISK";
    static final String RELAYS = "HELPLINE_WEBCALL_RELAYS";
    static final String SECRET = "HELPLINE_WEBCALL_RELAYSECRET";

    static final String HTTP = "site-http";
    static final String ICE = "site-ice";

    static final String PORT = "3478";

    /// What Asterisk offers for this machine's address: nobody but the relay sends it sound of browsers.
    static final String OFFERED = "127.0.0.1";

    /// Of coturn's configuration: ours has it, and the one that Debian brings has not.
    private static final String OURS = "realm=helpline";

    /// The one that an installation's Asterisk goes by. (What was answered may have been changed by now, in the very
    /// file that set-up reads.)
    static Relay in(AsteriskFile site) {
        var address = site.names(ICE).stream()
                .filter(name -> site.values(ICE, name).contains(OFFERED))
                .findFirst();
        return new Relay(site.values(HTTP, "enabled").contains("yes") ? address.orElse("") : "");
    }

    boolean isThere() {
        return !address.isEmpty();
    }

    /// The pages' settings; all of them empty without a relay.
    Map<String, String> settings(String secret) {
        var values = new LinkedHashMap<String, String>();
        values.put(WEB_SERVER, isThere() ? "127.0.0.1:8088" : "");
        values.put(RELAYS, isThere() ? "%1$s?transport=udp,%1$s?transport=tcp".formatted(url()) : "");
        values.put(SECRET, isThere() ? secret : "");
        return values;
    }

    private String url() {
        return "turn:" + address + ":" + PORT;
    }

    /// @param before the one that was there before; it may be the same
    void writeTo(AsteriskFile site, Relay before) {
        site.set(HTTP, "enabled", List.of(isThere() ? "yes" : "no"));
        if (before.isThere()) {
            site.set(ICE, before.address, List.of());
        }
        if (isThere()) {
            site.set(ICE, address, List.of(OFFERED));
        }
    }

    /// Coturn's configuration: ours as it is there, or the example, with this address and this secret.
    String configuration(Path there, Path example, String secret) throws IOException {
        var isOurs = Files.exists(there) && Files.readAllLines(there).contains(OURS);
        return EnvironmentFile.with(
                isOurs ? there : example, Map.of("listening-ip", address, "static-auth-secret", secret));
    }
}
