package lv.helpline.shared.jdbc;

import java.sql.Array;
import java.sql.SQLException;
import java.util.Locale;
import java.util.stream.Stream;
import lv.helpline.roster.Region;

/// How the constants of the domain are written in the tables: lower-case words joined by hyphens.
public final class EnumCodes {

    private EnumCodes() {}

    public static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Stream<String> list(Array array) throws SQLException {
        return Stream.of((String[]) array.getArray());
    }

    public static Region region(String word) {
        return constant(Region.class, word);
    }

    public static <E extends Enum<E>> E constant(Class<E> type, String word) {
        return Enum.valueOf(type, word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
