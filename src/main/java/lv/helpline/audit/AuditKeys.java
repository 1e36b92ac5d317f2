package lv.helpline.audit;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import lv.helpline.shared.KeyDerivation;

/// The keys by which the audit is signed: one for what is written, and former ones by which old entries are
/// verified. The database has none of them, so whoever can write there can make no entry that fits.
public final class AuditKeys {

    /// For a router that was given no key: it writes entries without one.
    public static final AuditKeys NONE = new AuditKeys(List.of());

    private static final String ALGORITHM = "HmacSHA256";

    /// The one for what is written first.
    private final List<SecretKey> keys;

    private AuditKeys(List<SecretKey> keys) {
        this.keys = keys;
    }

    /// @param key    `helpline.web.key`: 64 hexadecimal digits, or nothing
    /// @param former `helpline.web.former-keys`: what `key` was before
    /// @throws IllegalArgumentException when one of them is no key
    public static AuditKeys of(String key, List<String> former) {
        if (key.isEmpty() && former.isEmpty()) {
            return NONE;
        }
        if (key.isEmpty() || Stream.concat(Stream.of(key), former.stream()).anyMatch(each -> !isKey(each))) {
            throw new IllegalArgumentException(
                    "helpline.web.key and each of helpline.web.former-keys: 64 hexadecimal digits are needed");
        }
        return new AuditKeys(Stream.concat(Stream.of(key), former.stream())
                .map(each -> KeyDerivation.derived(HexFormat.of().parseHex(each), "audit", ALGORITHM))
                .toList());
    }

    private static boolean isKey(String text) {
        return text.matches("[0-9a-fA-F]{64}");
    }

    public boolean areThere() {
        return !keys.isEmpty();
    }

    /// @return 64 hexadecimal digits
    /// @throws IllegalStateException without a key
    String sign(byte[] text) {
        return mac(keys.stream().findFirst().orElseThrow(() -> new IllegalStateException("no key")), text);
    }

    /// Whether one of the keys signed it so.
    boolean signed(byte[] text, String signature) {
        return keys.stream()
                .anyMatch(
                        key -> MessageDigest.isEqual(mac(key, text).getBytes(US_ASCII), signature.getBytes(US_ASCII)));
    }

    private static String mac(SecretKey key, byte[] text) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return HexFormat.of().formatHex(mac.doFinal(text));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java has HMAC", impossible);
        }
    }
}
