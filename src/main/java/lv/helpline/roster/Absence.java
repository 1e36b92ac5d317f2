package lv.helpline.roster;

/// A dated span in which a consultant is not rung, whatever weekly duties and covers they have: who cannot come is
/// never counted upon.
public record Absence(ConsultantId consultant, LocalSpan span) {}
