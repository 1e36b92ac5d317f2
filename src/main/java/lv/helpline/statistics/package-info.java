/// What calls were like: counts, waits, loads, and the report that everybody may read.
///
/// Knows records of calls, and what may be shown of few of them. Must not know pages, SQL or Spring; has no clock: the
/// day is handed in.
@NullMarked
package lv.helpline.statistics;

import org.jspecify.annotations.NullMarked;
