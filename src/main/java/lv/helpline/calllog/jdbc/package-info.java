/// `calllog` in PostgreSQL.
@NullMarked
package lv.helpline.calllog.jdbc;

import org.jspecify.annotations.NullMarked;
