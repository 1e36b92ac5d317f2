/// When records of calls go, and whether they do.
@NullMarked
package lv.helpline.calllog.retention;

import org.jspecify.annotations.NullMarked;
