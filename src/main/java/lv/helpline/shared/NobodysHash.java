package lv.helpline.shared;

import java.security.SecureRandom;
import java.util.HexFormat;

/// What a password or a PIN is held against where there is none, so that this takes as long and nobody learns who has
/// one. It costs nothing to make: comparing computes the slow half from the salt, whatever the rest is.
public final class NobodysHash {

    /// Of the salt and of the key, as Spring Security's PBKDF2 encoder writes them.
    private static final int SALT = 16;

    private static final int KEY = 32;

    private NobodysHash() {}

    /// Hexadecimal, without an algorithm's name. Nothing that anybody types matches it.
    public static String random() {
        var bytes = new byte[SALT + KEY];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
