package lv.helpline.asterisk.ami;

import java.net.InetAddress;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Where Asterisk's manager interface is.
///
/// @param address an address of loopback, for what the interface says is not encrypted
/// @param port    1 to 65535
/// @param user    the user, as its section of `manager.conf` is named
/// @param secret  the user's password; the pages' unit reads `/etc/helpline/manager-secret`; without it the
///                page *Now* shows no calls
@ConfigurationProperties("helpline.ami")
record AmiProperties(
        @DefaultValue("127.0.0.1") InetAddress address,
        @DefaultValue("5038") int port,
        @DefaultValue("helpline") String user,
        @DefaultValue("") String secret) {

    AmiProperties {
        check(
                address.isLoopbackAddress(),
                "address: an address of this machine's loopback is needed, such as 127.0.0.1");
        check(port >= 1 && port <= 65_535, "port: 1 to 65535 is needed");
        check(user.matches("[a-zA-Z0-9_-]+"), "user: letters, digits, - and _ are needed");
        check(secret.matches("[!-~]*"), "secret: printable characters without blanks are needed");
    }

    boolean isSet() {
        return !secret.isEmpty();
    }

    /// Without the secret.
    @Override
    public String toString() {
        return user + " at " + address.getHostAddress() + ":" + port;
    }

    private static void check(boolean right, String otherwise) {
        if (!right) {
            throw new IllegalArgumentException("helpline.ami." + otherwise);
        }
    }
}
