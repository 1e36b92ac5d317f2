package lv.helpline.identity.web;

import lv.helpline.accounts.Accounts;
import lv.helpline.shared.StartupTask;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Encrypts secrets that were stored before there was a key, and logs a warning where there is none.
@Component
class EncryptStoredSecrets implements StartupTask {

    private static final Logger LOG = LoggerFactory.getLogger(EncryptStoredSecrets.class);

    private final Accounts accounts;
    private final SecretCipher secretCipher;

    EncryptStoredSecrets(Accounts accounts, SecretCipher secretCipher) {
        this.accounts = accounts;
        this.secretCipher = secretCipher;
    }

    @Override
    public void run() {
        if (!secretCipher.isThere()) {
            LOG.warn("helpline.web.key is not set: nobody signs in by password and code. `openssl rand -hex 32` makes "
                    + "one, the same for all routers.");
            return;
        }
        for (var account : accounts.all()) {
            accounts.proofs(account.id())
                    .totpSecret()
                    .filter(secret -> !SecretCipher.isSealed(secret))
                    .ifPresent(
                            secret -> accounts.reseal(account.id(), secret, secretCipher.close(account.id(), secret)));
        }
    }
}
