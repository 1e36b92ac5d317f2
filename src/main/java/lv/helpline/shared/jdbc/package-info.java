/// What several adapters to PostgreSQL use and none owns.
@NullMarked
package lv.helpline.shared.jdbc;

import org.jspecify.annotations.NullMarked;
