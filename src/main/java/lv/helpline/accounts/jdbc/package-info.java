/// `accounts` in PostgreSQL.
@NullMarked
package lv.helpline.accounts.jdbc;

import org.jspecify.annotations.NullMarked;
