package lv.helpline.installation;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// A provider's way in and out, and what `site.conf` has of it.
///
/// @param name   as Asterisk's configuration calls it
/// @param server a name or an address, perhaps with a port; empty if there is no such trunk
/// @param user   who we register as; empty where the provider knows us by our address
record Trunk(String name, String server, String user, String password) {

    static final String FIRST = "trunk";
    static final String SECOND = "second-trunk";

    boolean isThere() {
        return !server.isEmpty();
    }

    String host() {
        return server.replaceFirst(":.*", "");
    }

    /// @throws IOException if the name is unknown, or has no IPv4 address
    List<String> addresses() throws IOException {
        var addresses = Stream.of(InetAddress.getAllByName(host()))
                .filter(Inet4Address.class::isInstance)
                .map(InetAddress::getHostAddress)
                .distinct()
                .toList();
        if (addresses.isEmpty()) {
            throw new IOException(host() + " has no IPv4 address");
        }
        return addresses;
    }

    /// The section of `site.conf` that says a part of it; the empty part is the endpoint.
    static String section(String name, String part) {
        return "site-" + name + (part.isEmpty() ? "" : "-" + part);
    }

    /// Writes it, with its addresses; of one that is not there, everything is off.
    void writeTo(AsteriskFile site, List<String> addresses) {
        if (name.equals(SECOND)) {
            put(site, "", isThere(), Map.of("type", "endpoint"));
            put(site, "aor", isThere(), Map.of("type", "aor", "qualify_frequency", looks(site)));
            put(site, "identify", isThere(), Map.of("type", "identify"));
        }
        put(site, "", isThere(), Map.of("from_domain", host()));
        put(site, "", !user.isEmpty(), Map.of("outbound_auth", name + "-auth"));
        put(site, "aor", isThere(), Map.of("contact", "sip:" + server));
        site.set(section(name, "identify"), "match", addresses);
        var registration = new LinkedHashMap<String, String>();
        registration.put("type", "registration");
        registration.put("outbound_auth", name + "-auth");
        registration.put("server_uri", "sip:" + server);
        registration.put("client_uri", "sip:" + user + "@" + host());
        registration.put("contact_user", user);
        put(site, "registration", !user.isEmpty(), registration);
        put(
                site,
                "auth",
                !user.isEmpty(),
                Map.of("type", "auth", "auth_type", "digest", "username", user, "password", password));
    }

    private String looks(AsteriskFile site) {
        return site.value(section(name, "aor"), "qualify_frequency").orElse("30");
    }

    private void put(AsteriskFile site, String part, boolean on, Map<String, String> values) {
        values.forEach((key, value) -> site.set(section(name, part), key, on ? List.of(value) : List.of()));
    }
}
