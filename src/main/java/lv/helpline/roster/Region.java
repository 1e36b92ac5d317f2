package lv.helpline.roster;

/// A part of Latvia that has a number of its own.
public enum Region {
    RIGA,
    LATGALE,
    KURZEME,
    VIDZEME,
    ZEMGALE
}
