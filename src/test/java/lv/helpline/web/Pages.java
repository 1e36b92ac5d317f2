package lv.helpline.web;

import java.net.URI;
import lv.helpline.admin.Account;

/// Pages that a browser can open, and a way in.
interface Pages {

    URI address();

    /// A link that signs them in, as if it had been mailed.
    URI linkFor(Account account);

    default String at(String path) {
        return address().resolve(path).toString();
    }
}
