package lv.helpline.statistics;

import java.time.LocalDate;

/// Something that was done in public on a day, so that a surge of calls has its reason beside it.
///
/// @param note 1 to 80 characters
public record Campaign(int id, LocalDate day, String note) {}
