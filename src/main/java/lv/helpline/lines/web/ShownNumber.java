package lv.helpline.lines.web;

import lv.helpline.shared.Formats;

/// A number as it is dialled in Latvia, for a link.
///
/// @param dialled as a telephone takes it
/// @param shown   as it is read
public record ShownNumber(String dialled, String shown) {

    /// Of a whole telephone number; a shorter one has no country before it.
    private static final int DIGITS = 8;

    public static ShownNumber of(String number) {
        return number.length() == DIGITS
                ? new ShownNumber(Formats.international(number), "+371 " + Formats.spaced(number))
                : new ShownNumber(number, number);
    }
}
