package lv.helpline.duty;

/// What a duty covers.
public sealed interface Coverage {

    /// Every line of a region.
    record OfRegion(Region region) implements Coverage {}

    /// One line.
    record OfLine(LineId line) implements Coverage {}
}
