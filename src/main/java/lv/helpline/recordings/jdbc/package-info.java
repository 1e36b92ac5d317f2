/// `recordings` in PostgreSQL.
@NullMarked
package lv.helpline.recordings.jdbc;

import org.jspecify.annotations.NullMarked;
