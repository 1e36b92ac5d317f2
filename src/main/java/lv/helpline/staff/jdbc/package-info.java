/// `staff` in PostgreSQL.
@NullMarked
package lv.helpline.staff.jdbc;

import org.jspecify.annotations.NullMarked;
