package lv.helpline.webcall;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import org.apache.commons.codec.digest.HmacAlgorithms;
import org.apache.commons.codec.digest.HmacUtils;

/// Access to the relay (TURN) for one call: coturn's time-limited credentials, as its `use-auth-secret` checks them
/// (draft-uberti-behave-turn-rest-00, section 2.2).
///
/// @param username when it ends, in seconds since 1970, and a name of its own, by which coturn counts what it takes
/// @param credential what proves that we gave it
public record RelayAccess(String username, String credential) {

    /// The longest call, and some minutes.
    static final Duration HOLDS = Duration.ofHours(4).plusMinutes(10);

    /// @param name nobody else's, and nothing of who uses it
    public static RelayAccess until(Instant now, String secret, String name) {
        var username = now.plus(HOLDS).getEpochSecond() + ":" + name;
        var proof = new HmacUtils(HmacAlgorithms.HMAC_SHA_1, secret.getBytes(UTF_8)).hmac(username);
        return new RelayAccess(username, Base64.getEncoder().encodeToString(proof));
    }
}
