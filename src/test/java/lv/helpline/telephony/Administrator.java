package lv.helpline.telephony;

import java.util.Optional;
import java.util.UUID;
import lv.helpline.accounts.Account;
import lv.helpline.accounts.Accounts;
import lv.helpline.accounts.Role;
import lv.helpline.audit.AccountId;
import lv.helpline.audit.Author;
import lv.helpline.lab.Lab;
import lv.helpline.shared.EditResult;

/// Anna, an administrator of the lab for one test.
record Administrator(Lab lab, Accounts accounts, Account account) {

    static Administrator in(Lab lab) {
        var accounts = lab.routers().bean(Accounts.class);
        var editResult = accounts.add(
                UUID.randomUUID() + "@example.org",
                "Anna",
                Role.ADMINISTRATOR,
                Optional.empty(),
                Author.router(lab.clock().instant()));
        var id = new AccountId(Integer.parseInt(((EditResult.Done) editResult).id()));
        return new Administrator(lab, accounts, accounts.find(id).orElseThrow());
    }

    Author author() {
        return account.author(lab.clock().instant());
    }

    void leave() {
        accounts.end(account.id(), account.version(), author());
    }
}
