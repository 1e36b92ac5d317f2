package lv.helpline.asterisk.scripts;

import com.ibm.icu.text.DateFormatSymbols;
import com.ibm.icu.text.PluralRules;
import com.ibm.icu.text.RuleBasedNumberFormat;
import com.ibm.icu.util.ULocale;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Month;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/// How a language says when a line opens. Numbers, weekdays and months are CLDR's, and where it knows the nominative
/// only, a rule of grammar makes the case of it; only what no rule gives is written out here.
sealed interface Grammar {

    String today();

    String tomorrow();

    String on(DayOfWeek weekday);

    String on(LocalDate date);

    /// @param time a whole quarter of an hour
    String at(LocalTime time);

    String sentence(String day, String time);

    /// The time at which a plain reading of the clock would not say which day it is of.
    private static boolean isMidnight(LocalTime time) {
        return time.equals(LocalTime.MIDNIGHT);
    }

    final class Latvian implements Grammar {

        private static final Cldr CLDR = new Cldr("lv");
        private static final List<String> ORDINALS = List.of(
                "pirmajā",
                "otrajā",
                "trešajā",
                "ceturtajā",
                "piektajā",
                "sestajā",
                "septītajā",
                "astotajā",
                "devītajā");
        private static final Map<String, String> LOCATIVES = Map.of("viens", "vienos", "trīs", "trijos");

        @Override
        public String today() {
            return "šodien";
        }

        @Override
        public String tomorrow() {
            return "rīt";
        }

        /// *Pirmdien*: the noun without its ending is the adverb.
        @Override
        public String on(DayOfWeek weekday) {
            return CLDR.weekday(weekday).replaceFirst("a$", "");
        }

        @Override
        public String on(LocalDate date) {
            return ordinal(date.getDayOfMonth()) + " " + locative(date.getMonth());
        }

        /// The locative singular of the definite form. From ten on it is the cardinal with an ending.
        private static String ordinal(int day) {
            int ones = day % 10;
            if (day < 10) {
                return ORDINALS.get(day - 1);
            }
            return day < 20 || ones == 0
                    ? CLDR.number("cardinal-masculine", day) + "ajā"
                    : CLDR.number("cardinal-masculine", day - ones) + " " + ORDINALS.get(ones - 1);
        }

        /// Second declension *-is*, first *-s*.
        private static String locative(Month month) {
            var name = CLDR.month(month);
            return name.endsWith("is") ? name.replaceFirst("is$", "ī") : name.replaceFirst("s$", "ā");
        }

        @Override
        public String at(LocalTime time) {
            if (isMidnight(time)) {
                return "pusnaktī, dienai sākoties,";
            }
            if (time.getHour() == 0) {
                return CLDR.number("cardinal-feminine", time.getMinute()) + " minūtes pēc pusnakts";
            }
            var hour = "pulksten " + hours(time.getHour());
            return time.getMinute() == 0 ? hour : hour + " un " + minutes(time.getMinute()) + " minūtēs";
        }

        /// Only the last word of a number takes the case; *-padsmit* and *-desmit*, which stand unchanged before a
        /// noun, take it too, for here is no noun.
        private static String hours(int hour) {
            var words = CLDR.number("cardinal-masculine", hour);
            var last = words.substring(words.lastIndexOf(' ') + 1);
            var locative = LOCATIVES.getOrDefault(last, last.replaceFirst("i$", "") + "os");
            return words.substring(0, words.length() - last.length()) + locative;
        }

        private static String minutes(int minute) {
            return CLDR.number("cardinal-feminine", minute).replaceFirst("as$", "ās");
        }

        @Override
        public String sentence(String day, String time) {
            return "Atbildēsim %s, %s pēc Latvijas laika.".formatted(day, time);
        }
    }

    final class English implements Grammar {

        private static final Cldr CLDR = new Cldr("en");

        @Override
        public String today() {
            return "today";
        }

        @Override
        public String tomorrow() {
            return "tomorrow";
        }

        @Override
        public String on(DayOfWeek weekday) {
            return "on " + CLDR.weekday(weekday);
        }

        @Override
        public String on(LocalDate date) {
            return "the " + CLDR.number("ordinal", date.getDayOfMonth()) + " of " + CLDR.month(date.getMonth());
        }

        @Override
        public String at(LocalTime time) {
            if (isMidnight(time)) {
                return "at midnight, as the day begins";
            }
            if (time.getHour() == 0) {
                return "at " + CLDR.number("cardinal", time.getMinute()) + " minutes past midnight";
            }
            if (time.equals(LocalTime.NOON)) {
                return "at twelve noon";
            }
            int hour = time.getHour() % 12 == 0 ? 12 : time.getHour() % 12;
            var minute = time.getMinute() == 0 ? "" : " " + CLDR.number("cardinal", time.getMinute());
            var half = time.isBefore(LocalTime.NOON) ? "a.m." : "p.m.";
            return "at " + CLDR.number("cardinal", hour) + minute + " " + half;
        }

        @Override
        public String sentence(String day, String time) {
            return "We will answer %s, %s, Latvian time.".formatted(day, time);
        }
    }

    final class Russian implements Grammar {

        private static final Cldr CLDR = new Cldr("ru");
        private static final Map<String, String> HOURS = Map.of("one", "час", "few", "часа", "many", "часов");
        private static final Map<String, String> MINUTES = Map.of("one", "минуту", "few", "минуты", "many", "минут");

        @Override
        public String today() {
            return "сегодня";
        }

        @Override
        public String tomorrow() {
            return "завтра";
        }

        /// The accusative: *-а* becomes *-у*. *Во* before *вт-*.
        @Override
        public String on(DayOfWeek weekday) {
            var name = CLDR.weekday(weekday).replaceFirst("а$", "у");
            return (name.startsWith("вт") ? "во " : "в ") + name;
        }

        /// CLDR's months are in the genitive, as a date needs them. It spells without *ё*, by which alone a voice knows
        /// how to say a word.
        @Override
        public String on(LocalDate date) {
            var day = CLDR.number("ordinal-neuter-genitive", date.getDayOfMonth());
            return day.replace("четверт", "четвёрт") + " " + CLDR.month(date.getMonth());
        }

        @Override
        public String at(LocalTime time) {
            var hour = CLDR.number("cardinal-masculine-accusative", time.getHour());
            var at = "в " + hour + " " + CLDR.agreeing(HOURS, time.getHour());
            var minute = CLDR.number("cardinal-feminine-accusative", time.getMinute());
            return time.getMinute() == 0 ? at : at + " " + minute + " " + CLDR.agreeing(MINUTES, time.getMinute());
        }

        @Override
        public String sentence(String day, String time) {
            return "Мы ответим %s, %s по латвийскому времени.".formatted(day, time);
        }
    }

    /// What the Unicode locale data say of a language.
    final class Cldr {

        private final RuleBasedNumberFormat numbers;
        private final DateFormatSymbols names;
        private final PluralRules plurals;

        Cldr(String language) {
            var locale = ULocale.forLocale(Locale.of(language));
            numbers = new RuleBasedNumberFormat(locale, RuleBasedNumberFormat.SPELLOUT);
            names = DateFormatSymbols.getInstance(locale);
            plurals = PluralRules.forLocale(locale);
        }

        String number(String form, int number) {
            return numbers.format(number, "%spellout-" + form);
        }

        /// ICU's week begins with Sunday, the 1.
        String weekday(DayOfWeek weekday) {
            return names.getWeekdays(DateFormatSymbols.FORMAT, DateFormatSymbols.WIDE)[weekday.getValue() % 7 + 1];
        }

        String month(Month month) {
            return names.getMonths(DateFormatSymbols.FORMAT, DateFormatSymbols.WIDE)[month.getValue() - 1];
        }

        /// The form of a noun that stands with this number.
        String agreeing(Map<String, String> forms, int number) {
            return Objects.requireNonNull(forms.get(plurals.select(number)));
        }
    }
}
