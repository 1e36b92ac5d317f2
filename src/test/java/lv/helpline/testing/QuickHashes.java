package lv.helpline.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.Security;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.KeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.crypto.SecretKey;
import javax.crypto.SecretKeyFactory;
import javax.crypto.SecretKeyFactorySpi;
import javax.crypto.spec.PBEKeySpec;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// In integration tests a hash of a password or a PIN takes a thousandth of its rounds: hundreds of people sign in, and
/// what makes their hashes slow is tested where nothing else is. The product knows nothing of it; it asks Java for the
/// same algorithm, and gets it from here. JUnit finds this extension by itself; Maven sets the property `hashes`.
public final class QuickHashes implements BeforeAllCallback {

    private static final String ALGORITHM = "PBKDF2WithHmacSHA256";
    private static final String NAME = "QuickHashes";
    private static final int QUICKER = 1000;

    @Override
    public void beforeAll(ExtensionContext tests) {
        if (System.getProperty("hashes", "").equals("quick") && !areUsed()) {
            Security.insertProviderAt(new QuickProvider(), 1);
        }
    }

    private static boolean areUsed() {
        return Security.getProvider(NAME) != null;
    }

    /// What another Java has to be started with to know the hashes of this one.
    ///
    /// @param directory for a file that it reads
    public static List<String> options(Path directory) throws IOException {
        if (!areUsed()) {
            return List.of();
        }
        var lines = new ArrayList<String>();
        for (var provider : Security.getProviders()) {
            var name = provider.getName().equals(NAME) ? QuickProvider.class.getName() : provider.getName();
            lines.add("security.provider." + (lines.size() + 1) + "=" + name);
        }
        return List.of("-Djava.security.properties=" + Files.write(directory.resolve("quick-hashes"), lines));
    }

    /// Java makes one by itself where such a file names it.
    public static final class QuickProvider extends Provider {

        private static final long serialVersionUID = 1L;

        public QuickProvider() {
            super(NAME, "1", "a thousandth of the rounds");
            putService(new Service(this, "SecretKeyFactory", ALGORITHM, Factory.class.getName(), null, null) {
                @Override
                public Object newInstance(Object parameter) throws NoSuchAlgorithmException {
                    return new Factory(SecretKeyFactory.getInstance(ALGORITHM, Security.getProvider("SunJCE")));
                }
            });
        }
    }

    private static final class Factory extends SecretKeyFactorySpi {

        private final SecretKeyFactory slow;

        Factory(SecretKeyFactory slow) {
            this.slow = slow;
        }

        @Override
        protected SecretKey engineGenerateSecret(KeySpec spec) throws InvalidKeySpecException {
            var asked = (PBEKeySpec) spec;
            var password = asked.getPassword();
            try {
                return slow.generateSecret(new PBEKeySpec(
                        password, asked.getSalt(), asked.getIterationCount() / QUICKER, asked.getKeyLength()));
            } finally {
                Arrays.fill(password, ' ');
            }
        }

        @Override
        protected KeySpec engineGetKeySpec(SecretKey key, Class<?> keySpec) throws InvalidKeySpecException {
            return slow.getKeySpec(key, keySpec);
        }

        @Override
        protected SecretKey engineTranslateKey(SecretKey key) {
            throw new UnsupportedOperationException();
        }
    }
}
