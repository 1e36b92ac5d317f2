package lv.helpline.shared;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// Makes keys for several purposes of the one key that routers are given, by HKDF (RFC 5869). Whoever has one of
/// them learns nothing of the others.
public final class KeyDerivation {

    private KeyDerivation() {}

    /// @param key       random bytes, 32 of them
    /// @param purpose   what the derived key is for: another purpose makes another key
    /// @param algorithm of the derived key, such as `AES`
    /// @return a key as long as the given one
    public static SecretKey derived(byte[] key, String purpose, String algorithm) {
        try {
            return KDF.getInstance("HKDF-SHA256")
                    .deriveKey(
                            algorithm,
                            HKDFParameterSpec.expandOnly(
                                    new SecretKeySpec(key, "HKDF"), purpose.getBytes(UTF_8), key.length));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Java 25 has HKDF", impossible);
        }
    }
}
