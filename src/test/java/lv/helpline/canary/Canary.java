package lv.helpline.canary;

import java.util.List;

/// A caller who was made up to be searched for.
///
/// @param number eight digits
/// @param name   at least six letters
public record Canary(String number, String name) {

    static final String COUNTRY = "371";

    /// `+371…`
    String e164() {
        return "+" + COUNTRY + number;
    }

    /// The ways in which a number is spelled without separators.
    List<String> spellings() {
        return List.of(e164(), "00" + COUNTRY + number, COUNTRY + number, number);
    }
}
