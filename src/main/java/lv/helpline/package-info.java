/// The helpline's call router.
@NullMarked
package lv.helpline;

import org.jspecify.annotations.NullMarked;
