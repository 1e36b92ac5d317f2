package lv.helpline.duty;

/// A dated duty, in addition to the weekly ones.
public record Cover(ConsultantId consultant, Coverage coverage, LocalSpan span) {}
