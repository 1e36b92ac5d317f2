package lv.helpline.webcall.web;

import java.time.Instant;
import java.util.List;
import lv.helpline.shared.web.RandomTokens;
import lv.helpline.webcall.RelayAccess;

/// A relay, as a browser's `RTCPeerConnection` takes it.
public record Relay(List<String> urls, String username, String credential) {

    /// Those of this installation, for one call; empty for none.
    static List<Relay> until(Instant now, WebCallProperties properties) {
        if (!properties.isRelayed()) {
            return List.of();
        }
        var access = RelayAccess.until(now, properties.relaySecret(), RandomTokens.token());
        return List.of(new Relay(properties.relays(), access.username(), access.credential()));
    }
}
