/// Who changed what, and when: the chain of entries, and its seal.
///
/// Must not know pages, SQL or Spring; has no clock: an `Instant` is handed in.
@NullMarked
package lv.helpline.audit;

import org.jspecify.annotations.NullMarked;
