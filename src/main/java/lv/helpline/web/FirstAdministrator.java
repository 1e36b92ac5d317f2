package lv.helpline.web;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import lv.helpline.admin.Accounts;
import lv.helpline.admin.FirstAdministratorLink;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/// Where no administrator can sign in, logs once a link by which one begins. It asks until the database answers, and
/// the
/// start does not wait for it.
@Component
class FirstAdministrator implements FirstAdministratorLink, SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(FirstAdministrator.class);
    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(10);

    private final Accounts accounts;
    private final LinkMaker links;
    private volatile @Nullable URI link;
    private @Nullable Thread asking;

    FirstAdministrator(Accounts accounts, LinkMaker links) {
        this.accounts = accounts;
        this.links = links;
    }

    @Override
    public Optional<URI> current() {
        return Optional.ofNullable(link);
    }

    @Override
    public void start() {
        asking = Thread.ofVirtual().name("first-administrator").start(this::ask);
    }

    @Override
    public void stop() {
        if (asking != null) {
            asking.interrupt();
        }
        asking = null;
    }

    @Override
    public boolean isRunning() {
        return asking != null;
    }

    private void ask() {
        try {
            while (!asked()) {
                Thread.sleep(BETWEEN_TRIES);
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean asked() {
        try {
            if (!accounts.administratorExists()) {
                link = links.forTheFirstAdministrator();
                LOG.warn("There is no administrator. Whoever opens this link first, within a day, is: {}", link);
            }
            return true;
        } catch (DataAccessException notYet) {
            return false;
        } catch (RuntimeException notYet) {
            LOG.warn("Whether there is an administrator cannot be asked: {}", notYet.toString());
            return false;
        }
    }
}
