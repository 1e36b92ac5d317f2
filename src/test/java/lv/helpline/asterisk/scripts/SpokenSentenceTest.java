package lv.helpline.asterisk.scripts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Map;
import lv.helpline.asterisk.prompts.Prompts;
import lv.helpline.asterisk.prompts.SpokenOpening;
import lv.helpline.prompts.Playable;
import lv.helpline.prompts.Prompt;
import lv.helpline.roster.Language;
import lv.helpline.roster.Roster;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tuple;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// An opening's prompts, played one after the other, are the sentence that a speaker of the language would say: the one
/// that [Grammar] makes of numbers and names that others have written down.
class SpokenSentenceTest {
    private static final Map<Language, Grammar> GRAMMARS = Map.of(
            Language.LATVIAN, new Grammar.Latvian(),
            Language.ENGLISH, new Grammar.English(),
            Language.RUSSIAN, new Grammar.Russian());

    @ParameterizedTest(name = "{0}, asked {1}, opens {2}: {3}")
    @CsvSource(delimiter = '|', textBlock = """
        lv | 2026-11-24T18:30 | 2026-11-25T09:00 | Atbildēsim rīt, pulksten deviņos pēc Latvijas laika.
        lv | 2026-11-24T18:30 | 2026-11-30T09:30 | Atbildēsim pirmdien, pulksten deviņos un trīsdesmit minūtēs pēc Latvijas laika.
        lv | 2026-12-23T20:00 | 2027-01-05T09:00 | Atbildēsim otrdien, piektajā janvārī, pulksten deviņos pēc Latvijas laika.
        lv | 2026-11-24T18:30 | 2026-11-25T00:00 | Atbildēsim rīt, pusnaktī, dienai sākoties, pēc Latvijas laika.
        lv | 2026-11-24T18:30 | 2026-11-25T00:45 | Atbildēsim rīt, četrdesmit piecas minūtes pēc pusnakts pēc Latvijas laika.
        en | 2026-11-24T07:00 | 2026-11-24T09:00 | We will answer today, at nine a.m., Latvian time.
        en | 2026-11-24T18:30 | 2026-11-30T13:30 | We will answer on Monday, at one thirty p.m., Latvian time.
        en | 2026-12-23T20:00 | 2027-01-05T12:00 | We will answer on Tuesday, the fifth of January, at twelve noon, Latvian time.
        en | 2026-11-24T18:30 | 2026-11-25T00:00 | We will answer tomorrow, at midnight, as the day begins, Latvian time.
        en | 2026-11-24T18:30 | 2026-11-25T00:15 | We will answer tomorrow, at fifteen minutes past midnight, Latvian time.
        ru | 2026-11-24T18:30 | 2026-11-30T09:00 | Мы ответим в понедельник, в девять часов по латвийскому времени.
        ru | 2026-12-23T20:00 | 2027-01-05T21:45 | Мы ответим во вторник, пятого января, в двадцать один час сорок пять минут по латвийскому времени.
        ru | 2026-11-24T18:30 | 2026-11-25T00:00 | Мы ответим завтра, в ноль часов по латвийскому времени.
        """)
    void isSaidAsItsSpeakersSayIt(String language, String asked, String opens, String sentence) {
        assertThat(spoken(new Language(language), Given.riga(opens), Given.riga(asked)))
                .isEqualTo(sentence);
    }

    @Property(tries = 2_000)
    void anOpeningIsOneRightSentenceInEachLanguage(@ForAll("questions") Question question) {
        GRAMMARS.forEach((language, grammar) -> assertThat(spoken(language, question.opensAt(), question.now()))
                .isEqualTo(sentence(grammar, question.opensAt(), question.now())));
    }

    /// Whatever a property's chance leaves out: each day of a leap year, and each time of a day many times over.
    @Example
    void everyDayAndEveryTimeIsSaidRight() {
        var day = LocalDate.parse("2028-01-01");
        var time = LocalTime.MIN;
        var asked = day.minusDays(10).atStartOfDay(Roster.ZONE).toInstant();
        for (; day.getYear() == 2028; day = day.plusDays(1)) {
            var opensAt = day.atTime(time).atZone(Roster.ZONE).toInstant();
            GRAMMARS.forEach((language, grammar) ->
                    assertThat(spoken(language, opensAt, asked)).isEqualTo(sentence(grammar, opensAt, asked)));
            time = time.plusMinutes(Prompts.QUARTER);
        }
    }

    private static String spoken(Language language, Instant opensAt, Instant now) {
        var prompts = new ArrayList<Playable>();
        prompts.add(Prompt.OPENS);
        prompts.addAll(SpokenOpening.prompts(opensAt, now));
        prompts.add(Prompt.LATVIAN_TIME);
        return Sentences.of(language, prompts.stream().map(Playable::id).toList());
    }

    /// Riga's offset from UTC is whole hours, so its quarters are UTC's.
    private static String sentence(Grammar grammar, Instant opensAt, Instant now) {
        long quarter = Duration.ofMinutes(15).toMillis();
        var spoken = Instant.ofEpochMilli(Math.ceilDiv(opensAt.toEpochMilli(), quarter) * quarter)
                .atZone(Roster.ZONE);
        var date = spoken.toLocalDate();
        var today = now.atZone(Roster.ZONE).toLocalDate();
        String day;
        if (date.equals(today)) {
            day = grammar.today();
        } else if (date.equals(today.plusDays(1))) {
            day = grammar.tomorrow();
        } else if (date.isBefore(today.plusWeeks(1))) {
            day = grammar.on(date.getDayOfWeek());
        } else {
            day = grammar.on(date.getDayOfWeek()) + ", " + grammar.on(date);
        }
        return grammar.sentence(day, grammar.at(spoken.toLocalTime()));
    }

    /// @param now     in a year from the day of this writing, or in 2028
    /// @param opensAt most often within the days in which the day's name changes, else within a year
    record Question(Instant now, Instant opensAt) {}

    @Provide
    Arbitrary<Question> questions() {
        var now = Arbitraries.oneOf(
                moment(LocalDate.parse("2026-11-24"), LocalDate.parse("2027-11-24")),
                moment(LocalDate.parse("2028-01-01"), LocalDate.parse("2029-01-01")));
        var ahead = Arbitraries.frequencyOf(
                Tuple.of(3, ahead(Duration.ofDays(9))), Tuple.of(1, ahead(Duration.ofDays(365))));
        var whole = Arbitraries.of(ChronoUnit.SECONDS, ChronoUnit.MINUTES, ChronoUnit.HOURS);
        return Combinators.combine(now, ahead, whole)
                .as((asked, later, unit) ->
                        new Question(asked, asked.plus(later).plus(1, unit).truncatedTo(unit)));
    }

    private static Arbitrary<Instant> moment(LocalDate from, LocalDate to) {
        return Arbitraries.longs()
                .withDistribution(RandomDistribution.uniform())
                .between(
                        from.atStartOfDay(Roster.ZONE).toEpochSecond(),
                        to.atStartOfDay(Roster.ZONE).toEpochSecond() - 1)
                .map(Instant::ofEpochSecond);
    }

    private static Arbitrary<Duration> ahead(Duration most) {
        return Arbitraries.longs()
                .withDistribution(RandomDistribution.uniform())
                .between(0, most.toSeconds())
                .map(Duration::ofSeconds);
    }
}
