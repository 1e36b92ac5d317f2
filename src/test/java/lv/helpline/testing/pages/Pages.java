package lv.helpline.testing.pages;

import java.net.URI;
import lv.helpline.accounts.Account;
import lv.helpline.identity.web.LinkMaker;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Pages that a browser can open, and a way in.
public interface Pages {

    URI address();

    /// A link that signs them in, as if it had been mailed.
    URI linkFor(Account account);

    /// Where their role asks for a password, they have one.
    public static URI linkFor(Account account, BeanFactory router) {
        router.getBean(JdbcClient.class)
                .sql("""
                    update account set password_hash = 'none', totp_secret = 'none'
                    where id = :id and role <> 'consultant' and password_hash is null\
                    """)
                .param("id", account.id().value())
                .update();
        return router.getBean(LinkMaker.class).signIn(account);
    }

    public default String at(String path) {
        return address().resolve(path).toString();
    }
}
