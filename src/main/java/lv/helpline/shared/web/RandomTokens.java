package lv.helpline.shared.web;

import java.security.SecureRandom;
import java.util.Base64;
import org.apache.commons.codec.binary.Base32;
import org.apache.commons.codec.digest.DigestUtils;

/// Random secrets, and the digests that are kept of them. They are long enough for a plain digest: nobody guesses 80
/// bits.
public final class RandomTokens {

    private static final SecureRandom RANDOM = new SecureRandom();

    private RandomTokens() {}

    /// 256 bits for an address.
    public static String token() {
        var bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /// Letters and digits that nobody mistakes for each other, 5 bits each.
    public static String base32(int characters) {
        var bytes = new byte[Math.ceilDiv(characters * 5, Byte.SIZE)];
        RANDOM.nextBytes(bytes);
        return new Base32().encodeToString(bytes).substring(0, characters);
    }

    public static byte[] fromBase32(String text) {
        return new Base32().decode(text);
    }

    public static String digest(String secret) {
        return DigestUtils.sha256Hex(secret);
    }

    public static String digest(byte[] content) {
        return DigestUtils.sha256Hex(content);
    }
}
