/// `statistics` in PostgreSQL.
@NullMarked
package lv.helpline.statistics.jdbc;

import org.jspecify.annotations.NullMarked;
