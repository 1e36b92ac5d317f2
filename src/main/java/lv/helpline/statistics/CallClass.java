package lv.helpline.statistics;

import java.util.Arrays;

/// How many calls there were, so roughly that no caller stands out: whether there were none or nine is not told.
public enum CallClass {
    UNDER_10(0, "<10"),
    FROM_10(10, "10–19"),
    FROM_20(20, "20–49"),
    FROM_50(50, "50–99"),
    FROM_100(100, "≥100");

    private final int least;
    private final String sign;

    CallClass(int least, String sign) {
        this.least = least;
        this.sign = sign;
    }

    static CallClass of(int calls) {
        return Arrays.stream(values()).filter(each -> each.least <= calls).reduce(UNDER_10, (_, larger) -> larger);
    }

    public boolean isHidden() {
        return this == UNDER_10;
    }

    /// As it is written in tables and files.
    public String sign() {
        return sign;
    }
}
