/// `audit` in PostgreSQL.
@NullMarked
package lv.helpline.audit.jdbc;

import org.jspecify.annotations.NullMarked;
