/// `planning` in PostgreSQL.
@NullMarked
package lv.helpline.planning.jdbc;

import org.jspecify.annotations.NullMarked;
