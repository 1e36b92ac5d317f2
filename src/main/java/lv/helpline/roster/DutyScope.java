package lv.helpline.roster;

/// What a duty covers.
public sealed interface DutyScope {

    /// Whether callers are put through to whoever has it. A duty that is not for callers leaves its consultant free for
    /// one that is.
    default boolean servesCallers() {
        return !(this instanceof CoordinatorOnCall);
    }

    /// Every line of a region.
    record OfRegion(Region region) implements DutyScope {}

    /// One line.
    record OfLine(LineId line) implements DutyScope {}

    /// No line: the coordinator on call, whom the helpline phones when something is amiss. No caller is put through.
    record CoordinatorOnCall() implements DutyScope {}
}
