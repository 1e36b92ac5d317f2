package lv.helpline.callout;

import java.util.UUID;
import lv.helpline.roster.Consultant;
import lv.helpline.roster.Language;
import lv.helpline.roster.Line;

/// A call that Asterisk is to place now.
///
/// @param claim  by which it tells how the call ended
/// @param spoken the language in which it is spoken
/// @param shown  the line whose number the phone shows
/// @param byCode whether a code is to be typed, for a number that is not verified yet
public record PlacedCall(
        UUID claim, Consultant consultant, CalloutReason reason, Language spoken, Line shown, boolean byCode) {}
