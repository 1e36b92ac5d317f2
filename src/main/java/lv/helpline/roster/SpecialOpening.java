package lv.helpline.roster;

/// A dated span in which a line is open although its hours or a public holiday say otherwise.
public record SpecialOpening(LineId line, LocalSpan span) {}
