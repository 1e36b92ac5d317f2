/// What breaks while calls go on, and what becomes of each call: `ops/faults`.
@NullMarked
package lv.helpline.faults;

import org.jspecify.annotations.NullMarked;
