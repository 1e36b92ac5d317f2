package lv.helpline.identity.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import lv.helpline.audit.AccountId;
import lv.helpline.shared.KeyDerivation;
import lv.helpline.shared.web.WebProperties;
import org.springframework.security.crypto.encrypt.AesGcmBytesEncryptor;
import org.springframework.security.crypto.encrypt.BytesEncryptor;
import org.springframework.stereotype.Component;

/// Keeps from the database, and from whoever has a copy of it, what only the routers are to know: by a key that all of
/// them are given and no table holds.
///
/// Without a key nothing can be sealed or opened, so nobody signs in by password and code; everything else goes on.
@Component
public class SecretCipher {

    private static final String SEALED = "sealed:";

    /// Bytes of the vector and the tag that AES-GCM adds.
    private static final int SHORTEST = 16 + 16;

    private final Optional<BytesEncryptor> cipher;
    private final BytesEncryptor pages;
    private final SecretKey digests;

    SecretCipher(WebProperties properties) {
        var key = properties.key().isEmpty() ? random() : HexFormat.of().parseHex(properties.key());
        cipher = properties.key().isEmpty()
                ? Optional.empty()
                : Optional.of(AesGcmBytesEncryptor.withSecretKey(KeyDerivation.derived(key, "seal", "AES"))
                        .build());
        pages = AesGcmBytesEncryptor.withSecretKey(KeyDerivation.derived(key, "page", "AES"))
                .build();
        digests = KeyDerivation.derived(key, "digest", "HmacSHA256");
    }

    boolean isThere() {
        return cipher.isPresent();
    }

    static boolean isSealed(String text) {
        return text.startsWith(SEALED);
    }

    /// Opens for that account only: a row that is copied to another opens nothing.
    ///
    /// @throws IllegalStateException without a key
    String close(AccountId owner, String secret) {
        var bytes = cipher.orElseThrow(() -> new IllegalStateException("helpline.web.key is not set"))
                .encrypt((owner + "\n" + secret).getBytes(UTF_8));
        return SEALED + HexFormat.of().formatHex(bytes);
    }

    /// Empty when it was sealed by another key, for another account, or was changed since. What was kept before there
    /// was a key is not sealed, and is what it is.
    Optional<String> open(AccountId owner, String kept) {
        if (!isSealed(kept)) {
            return Optional.of(kept);
        }
        try {
            var opened = cipher.map(known ->
                    new String(known.decrypt(HexFormat.of().parseHex(kept.substring(SEALED.length()))), UTF_8));
            return opened.filter(text -> text.startsWith(owner + "\n"))
                    .map(text -> text.substring(text.indexOf('\n') + 1));
        } catch (IllegalStateException | IllegalArgumentException otherwise) {
            return Optional.empty();
        }
    }

    /// What a page shows and its reader sends back, unseen and unchanged. Without a key only the same process opens it.
    public String seal(String shown) {
        return HexFormat.of().formatHex(pages.encrypt(shown.getBytes(UTF_8)));
    }

    /// Empty when it was made up or changed.
    public Optional<String> unseal(String sealed) {
        try {
            var bytes = HexFormat.of().parseHex(sealed);
            return bytes.length < SHORTEST ? Optional.empty() : Optional.of(new String(pages.decrypt(bytes), UTF_8));
        } catch (IllegalStateException | IllegalArgumentException otherwise) {
            return Optional.empty();
        }
    }

    /// The same for the same text on every router; without the key nobody tries out which text it is of.
    String digest(String text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(digests);
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java has HMAC", impossible);
        }
    }

    private static byte[] random() {
        var bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }
}
