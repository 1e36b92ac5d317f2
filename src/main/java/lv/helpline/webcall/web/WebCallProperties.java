package lv.helpline.webcall.web;

import java.net.InetAddress;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Calls from the web page.
///
/// @param asterisk    Asterisk's web server, an address of this machine and a port, such as `127.0.0.1:8088`; empty,
/// and
///                    the page offers no calls
/// @param from        this machine's own address from which the gate speaks to it: by it Asterisk knows a web call
/// @param phonePort   of that address, on which the gate takes Asterisk's calls to consultants who take calls in their
///                    browser, such as 5070; 0, and no browser is a phone
/// @param atOnce      calls at the same time, 1 to 200
/// @param relays      the relay (TURN) through which all sound goes, as browsers are told it, such as
///                    `turn:dezura.example.lv:3478?transport=udp`, with commas between several; empty, and Asterisk
///                    sees the address of a caller's computer, which the page says
/// @param origins     where browsers find the public page, such as `https://palidziba.example.lv`, with commas between
///                    several; empty for `helpline.web.address`
/// @param relaySecret what the relay is told as `static-auth-secret`; needed with `relays`
@ConfigurationProperties("helpline.web-call")
public record WebCallProperties(
        @DefaultValue("") String asterisk,
        @DefaultValue("127.0.0.2") String from,
        @DefaultValue("0") int phonePort,
        @DefaultValue("20") int atOnce,
        @DefaultValue("") List<String> relays,
        @DefaultValue("") String relaySecret,
        @DefaultValue("") List<String> origins) {

    public WebCallProperties {
        relays = relays.stream().filter(relay -> !relay.isEmpty()).toList();
        check(
                asterisk.isEmpty() || asterisk.matches("127(\\.[0-9]{1,3}){3}:[0-9]{1,5}"),
                "asterisk: an address of this machine and a port are needed, such as 127.0.0.1:8088");
        check(from.matches("127(\\.[0-9]{1,3}){3}"), "from: an address of this machine is needed, such as 127.0.0.2");
        check(
                phonePort == 0 || (phonePort >= 1024 && phonePort <= 65_535 && !asterisk.isEmpty()),
                "phone-port: 1024 to 65535 is needed, and asterisk with it; or 0");
        check(atOnce >= 1 && atOnce <= 200, "at-once: 1 to 200 is needed");
        check(
                relays.stream().allMatch(relay -> relay.matches("turns?:[^\\s,]+")),
                "relays: each begins with turn: or turns:, such as turn:dezura.example.lv:3478?transport=udp");
        origins = origins.stream().filter(origin -> !origin.isEmpty()).toList();
        check(
                origins.stream().allMatch(origin -> origin.matches("https?://[^/\\s,]+")),
                "origins: http or https, a host and no path are needed, such as https://palidziba.example.lv");
        check(relays.isEmpty() == relaySecret.isEmpty(), "relay-secret: it is needed with relays, and only then");
    }

    /// Without the secret.
    @Override
    public String toString() {
        return "the settings of calls from the web page";
    }

    public boolean isOn() {
        return !asterisk.isEmpty();
    }

    /// Whether consultants can take calls in their browser.
    public boolean takesCalls() {
        return phonePort > 0;
    }

    public boolean isRelayed() {
        return !relays.isEmpty();
    }

    InetAddress fromAddress() {
        return InetAddress.ofLiteral(from);
    }

    private static void check(boolean right, String otherwise) {
        if (!right) {
            throw new IllegalArgumentException("helpline.web-call." + otherwise);
        }
    }
}
