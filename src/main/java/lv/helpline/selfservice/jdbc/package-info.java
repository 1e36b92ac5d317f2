/// `selfservice` in PostgreSQL.
@NullMarked
package lv.helpline.selfservice.jdbc;

import org.jspecify.annotations.NullMarked;
