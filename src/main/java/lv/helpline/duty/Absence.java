package lv.helpline.duty;

/// A dated span in which a consultant is not rung, whatever duties they have.
public record Absence(ConsultantId consultant, LocalSpan span) {}
