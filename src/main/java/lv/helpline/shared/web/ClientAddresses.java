package lv.helpline.shared.web;

import jakarta.servlet.http.HttpServletRequest;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.web.util.matcher.IpAddressMatcher;
import org.springframework.stereotype.Component;

/// Where requests come from, as far as tries are counted by it: an IPv4 address, or the /64 of an IPv6 address, for
/// whoever has one address of a /64 has them all.
@Component
public class ClientAddresses {

    /// Tomcat sets it on a request from a proxy that is believed.
    static final String FROM_A_PROXY = "org.apache.tomcat.request.forwarded";

    private static final String HEADER = "X-Forwarded-For";
    private static final Logger LOG = LoggerFactory.getLogger(ClientAddresses.class);
    private static final int BYTES_OF_A_64 = 8;

    private final boolean behindProxy;
    private final List<IpAddressMatcher> proxies;
    private final AtomicBoolean warned = new AtomicBoolean();

    /// Whoever speaks https to browsers is a proxy, for the router does not.
    ClientAddresses(WebProperties properties) {
        behindProxy = properties.isSecure();
        proxies = properties.proxies().stream().map(IpAddressMatcher::new).toList();
    }

    /// Says once when all requests come from a proxy's address, for everybody would count as one, and slow down
    /// everybody else.
    public String of(HttpServletRequest request) {
        var address = request.getRemoteAddr();
        if (behindProxy && (isProxy(address) || isOfAnUnknownProxy(request)) && warned.compareAndSet(false, true)) {
            LOG.warn("helpline.web.address is https, but a request came without X-Forwarded-For, or from a proxy that"
                    + " helpline.web.proxies does not name: all who sign in count as one address, and whoever guesses"
                    + " slows down everybody. Let the proxy send that header, and name the proxy.");
        }
        return networkOf(address);
    }

    /// It has said nothing of whom it asks for.
    private boolean isProxy(String address) {
        return isAddress(address) && proxies.stream().anyMatch(each -> each.matches(address));
    }

    private static boolean isOfAnUnknownProxy(HttpServletRequest request) {
        return request.getAttribute(FROM_A_PROXY) == null && request.getHeader(HEADER) != null;
    }

    private static boolean isAddress(String text) {
        try {
            InetAddress.ofLiteral(text);
            return true;
        } catch (IllegalArgumentException none) {
            return false;
        }
    }

    private static String networkOf(String address) {
        try {
            var read = InetAddress.ofLiteral(address);
            return read instanceof Inet6Address
                    ? HexFormat.of().formatHex(read.getAddress(), 0, BYTES_OF_A_64)
                    : read.getHostAddress();
        } catch (IllegalArgumentException noAddress) {
            return address;
        }
    }
}
