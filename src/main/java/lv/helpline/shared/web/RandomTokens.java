package lv.helpline.shared.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/// Random secrets, and the digests that are kept of them. They are long enough for a plain digest: nobody guesses 80
/// bits.
public final class RandomTokens {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private RandomTokens() {}

    /// 256 bits for an address.
    public static String token() {
        var bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /// Letters and digits that nobody mistakes for each other, 5 bits each.
    public static String base32(int characters) {
        var text = new StringBuilder();
        RANDOM.ints(characters, 0, BASE32.length()).forEach(index -> text.append(BASE32.charAt(index)));
        return text.toString();
    }

    public static byte[] fromBase32(String text) {
        var bytes = new byte[text.length() * 5 / 8];
        for (var bit = 0; bit < bytes.length * 8; bit++) {
            var value = BASE32.indexOf(text.charAt(bit / 5));
            var on = (value >> (4 - bit % 5)) & 1;
            bytes[bit / 8] |= (byte) (on << (7 - bit % 8));
        }
        return bytes;
    }

    public static String digest(String secret) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(secret.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
