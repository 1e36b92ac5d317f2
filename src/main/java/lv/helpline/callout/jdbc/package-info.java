/// `callout` in PostgreSQL.
@NullMarked
package lv.helpline.callout.jdbc;

import org.jspecify.annotations.NullMarked;
