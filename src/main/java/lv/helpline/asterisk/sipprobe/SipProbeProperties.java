package lv.helpline.asterisk.sipprobe;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Where it is tried whether Asterisk takes calls.
///
/// @param address where Asterisk takes calls on this machine, as `bind` in its `site.conf` says it: an IPv4
///                address and a UDP port; the units say `127.0.0.1:5060`; empty, if Asterisk is on another
///                machine, and nobody tries
/// @param from    the address of this machine's loopback from which it is tried; `pjsip.conf` knows the probe
///                by it
/// @param restart the file by which a restart of an Asterisk that hangs is asked for, as
///                `helpline-asterisk-restart.path` has it; the router's unit says it; empty, and it is only told
/// @param restarted the file that is changed with each such restart; the units say it
@ConfigurationProperties("helpline.sip-probe")
record SipProbeProperties(
        @DefaultValue("") String address,
        @DefaultValue("127.0.0.1") InetAddress from,
        @DefaultValue("") String restart,
        @DefaultValue("") String restarted) {

    private static final Pattern ADDRESS = Pattern.compile("([0-9]{1,3}(?:\\.[0-9]{1,3}){3}):([0-9]{1,5})");

    SipProbeProperties {
        if (!address.isBlank() && target(address).isEmpty()) {
            throw new IllegalArgumentException(
                    "helpline.sip-probe.address: an IPv4 address and a port are needed, such as"
                            + " 127.0.0.1:5060; or nothing, if Asterisk is on another machine");
        }
        if (!from.isLoopbackAddress()) {
            throw new IllegalArgumentException(
                    "helpline.sip-probe.from: an address of this machine's loopback is needed, such as 127.0.0.1");
        }
    }

    Optional<InetSocketAddress> target() {
        return target(address);
    }

    AsteriskRestart asteriskRestart() {
        return new AsteriskRestart(path(restart), path(restarted));
    }

    private static Optional<Path> path(String file) {
        return file.isBlank() ? Optional.empty() : Optional.of(Path.of(file.strip()));
    }

    private static Optional<InetSocketAddress> target(String address) {
        var parts = ADDRESS.matcher(address.strip());
        if (!parts.matches()) {
            return Optional.empty();
        }
        var port = Integer.parseInt(parts.group(2));
        try {
            return port < 1 || port > 65_535
                    ? Optional.empty()
                    : Optional.of(new InetSocketAddress(InetAddress.ofLiteral(parts.group(1)), port));
        } catch (IllegalArgumentException noAddress) {
            return Optional.empty();
        }
    }
}
