package lv.helpline.asterisk.fastagi;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.util.List;

/// What each request of Asterisk has to begin its arguments with, so that no other process of a host is taken for
/// Asterisk. While it is changed, the former one is valid too.
final class SharedSecret {

    /// Letters and digits only: it stands in the dialplan, where other characters mean something.
    static final String FORM = "[A-Za-z0-9]{32,128}";

    private final List<byte[]> valid;

    /// @param secret of [#FORM]
    /// @param before the former one, likewise; empty for none
    SharedSecret(String secret, String before) {
        valid = before.isEmpty()
                ? List.of(secret.getBytes(UTF_8))
                : List.of(secret.getBytes(UTF_8), before.getBytes(UTF_8));
    }

    /// Takes the same time wherever `given` begins to differ.
    boolean accepts(String given) {
        var bytes = given.getBytes(UTF_8);
        var accepted = false;
        for (var secret : valid) {
            accepted |= MessageDigest.isEqual(secret, bytes);
        }
        return accepted;
    }
}
