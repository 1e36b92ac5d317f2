package lv.helpline.oncall;

import java.util.UUID;
import lv.helpline.duty.Consultant;
import lv.helpline.duty.Language;
import lv.helpline.duty.Line;

/// A call that Asterisk is to place now.
///
/// @param claim  by which it tells how the call ended
/// @param spoken the language in which it is spoken
/// @param shown  the line whose number the phone shows
/// @param byCode whether a code is to be typed, for a number that is not verified yet
public record PlacedCall(
        UUID claim, Consultant consultant, Matter matter, Language spoken, Line shown, boolean byCode) {}
