package lv.helpline.roster;

/// One of the phones of a consultant.
public enum WhichPhone {
    FIRST,
    SECOND
}
