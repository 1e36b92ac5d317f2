package lv.helpline.telephony;

import java.util.Optional;
import java.util.UUID;
import lv.helpline.accounts.Account;
import lv.helpline.accounts.Accounts;
import lv.helpline.accounts.Role;
import lv.helpline.audit.AccountId;
import lv.helpline.audit.Author;
import lv.helpline.lab.Lab;
import lv.helpline.roster.ConsultantId;
import lv.helpline.shared.EditResult;

/// The account of Laura, who is on duty for Latgale, until she leaves. Calls may ring on her page so long.
record Laura(Lab lab, Account account) {

    static Laura ringsOnAPage(Lab lab) throws Exception {
        var accounts = lab.routers().bean(Accounts.class);
        var added = accounts.add(
                UUID.randomUUID() + "@example.org",
                "Laura",
                Role.CONSULTANT,
                Optional.of(new ConsultantId(4)),
                Author.router(lab.clock().instant()));
        var account = accounts.find(new AccountId(Integer.parseInt(((EditResult.Done) added).id())))
                .orElseThrow();
        lab.asterisk().ringBrowsers(true);
        return new Laura(lab, account);
    }

    void leaves() throws Exception {
        lab.asterisk().ringBrowsers(false);
        lab.routers()
                .bean(Accounts.class)
                .end(account.id(), account.version(), Author.router(lab.clock().instant()));
    }
}
