/// `identity` in PostgreSQL.
@NullMarked
package lv.helpline.identity.jdbc;

import org.jspecify.annotations.NullMarked;
