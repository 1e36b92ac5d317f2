/// `lines` in PostgreSQL.
@NullMarked
package lv.helpline.lines.jdbc;

import org.jspecify.annotations.NullMarked;
