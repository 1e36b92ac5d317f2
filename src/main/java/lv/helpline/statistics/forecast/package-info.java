/// What calls are to be expected, and how many of them the roster as it stands answers in time.
///
/// Knows tallies, campaigns and rosters, and no page, SQL or Spring; has no clock: the day is handed in.
@NullMarked
package lv.helpline.statistics.forecast;

import org.jspecify.annotations.NullMarked;
