package lv.helpline.jdbc;

import java.sql.Array;
import java.sql.SQLException;
import java.util.Locale;
import java.util.stream.Stream;
import lv.helpline.duty.Region;

/// How the constants of the domain are written in the tables: lower-case words joined by hyphens.
final class Words {

    private Words() {}

    static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Stream<String> list(Array array) throws SQLException {
        return Stream.of((String[]) array.getArray());
    }

    static Region region(String word) {
        return constant(Region.class, word);
    }

    static <E extends Enum<E>> E constant(Class<E> type, String word) {
        return Enum.valueOf(type, word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
