package lv.helpline.jdbc;

import java.util.Locale;
import lv.helpline.duty.Region;

/// How the constants of the domain are written in the tables: lower-case words joined by hyphens.
final class Words {

    private Words() {}

    static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Region region(String word) {
        return Region.valueOf(word.toUpperCase(Locale.ROOT));
    }
}
