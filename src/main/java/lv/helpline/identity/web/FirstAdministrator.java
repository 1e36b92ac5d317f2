package lv.helpline.identity.web;

import java.net.URI;
import java.util.Optional;
import lv.helpline.accounts.Accounts;
import lv.helpline.identity.FirstAdministratorLink;
import lv.helpline.shared.StartupTask;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Where no administrator can sign in, logs once a link by which one begins.
@Component
class FirstAdministrator implements FirstAdministratorLink, StartupTask {

    private static final Logger LOG = LoggerFactory.getLogger(FirstAdministrator.class);

    private final Accounts accounts;
    private final LinkMaker links;
    private volatile @Nullable URI link;

    FirstAdministrator(Accounts accounts, LinkMaker links) {
        this.accounts = accounts;
        this.links = links;
    }

    /// The newest one; empty when there was an administrator already, or the database could not be asked yet.
    Optional<URI> current() {
        return Optional.ofNullable(link);
    }

    @Override
    public Optional<URI> renewed() {
        link = null;
        run();
        return current();
    }

    @Override
    public void run() {
        if (!accounts.administratorExists()) {
            link = links.forTheFirstAdministrator();
            LOG.warn("There is no administrator. Whoever opens this link first, within a day, is: {}", link);
        }
    }
}
