/// `mail` in PostgreSQL.
@NullMarked
package lv.helpline.mail.jdbc;

import org.jspecify.annotations.NullMarked;
