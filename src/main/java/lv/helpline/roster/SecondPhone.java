package lv.helpline.roster;

/// The other phone of a consultant who has two. It is the same person who is rung on both, so whoever takes a call on
/// one is not rung on the other.
///
/// @param verified whether its number is verified, which it is by itself: else it is not rung for callers
public record SecondPhone(Contact contact, Rings rings, boolean verified) {

    /// When it is rung.
    public enum Rings {
        /// With the first one.
        TOGETHER,
        /// When nobody took the call on the first one.
        AFTERWARDS
    }
}
