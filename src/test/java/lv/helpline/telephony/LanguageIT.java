package lv.helpline.telephony;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import lv.helpline.lab.Stalls;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The menu is the greeting: it is heard once, needs no key, and what is chosen holds for the whole call.
class LanguageIT extends Telephony {

    private static final String[] MENU = {"lv/menu", "lv/language-1", "en/language-2", "ru/language-3"};

    @Override
    String languages() {
        return "{lv,en,ru}";
    }

    /// As an event, as a tone although events were agreed, or as both, which is one press.
    @ParameterizedTest
    @CsvSource({"1, lv, event", "2, en, tone", "3, ru, event and tone"})
    void aKeyChoosesTheLanguageOfWhatIsHeardAndCutsTheMenu(char key, String language, String way) throws Exception {
        var laura = lab.peers().answering("laura", RINGING);
        var caller = lab.peers().call("+371" + LATGALE);
        caller.media().awaitSound(10, SOON);
        var pressed = System.nanoTime();
        if (way.contains("event")) {
            caller.media().press(key);
        }
        if (way.contains("tone")) {
            caller.media().pressInSound(key);
        }
        var rang = laura.await("INVITE", SOON);
        awaitHeard(caller, language + "/greeting");

        assertThat(Stalls.without(pressed, rang.nanos())).isLessThan(Duration.ofSeconds(1));
        assertThat(heardBy(caller)).doesNotContain("ru/language-3");
        awaitHeard(laura, "lv/whisper-latgale-" + language);
        assertThat(laura.count("CANCEL")).isZero();
        laura.media().press('1');
        laura.awaitConversation(caller);
        caller.hangUp();
        assertThat(lab.records().only().language()).isEqualTo(language);
    }

    /// A finger that hits twice: the second press is not taken for the key of other numbers, and no phone is left
    /// alone.
    @ParameterizedTest
    @CsvSource({"150", "400", "800"})
    void aKeyThatIsPressedTwiceChoosesOnce(int milliseconds) throws Exception {
        var laura = lab.peers().ringingOut("laura");
        var caller = lab.peers().call("+371" + LATGALE);
        caller.media().awaitSound(10, SOON);
        caller.media().press('2', Duration.ofMillis(60));
        caller.media().press('2', Duration.ofMillis(60), Duration.ofMillis(milliseconds));
        laura.await("INVITE", SOON);
        awaitHeard(caller, "en/greeting");
        assertThat(laura.count("CANCEL")).isZero();
        assertThat(heardBy(caller)).doesNotContain("en/danger");
    }

    @Test
    void aKeyThatIsHeldDownChoosesOnce() throws Exception {
        var laura = lab.peers().ringingOut("laura");
        var caller = lab.peers().call("+371" + LATGALE);
        caller.media().awaitSound(10, SOON);
        caller.media().press('2', Duration.ofSeconds(3));
        laura.await("INVITE", SOON);
        awaitHeard(caller, "en/greeting");
        assertThat(laura.count("CANCEL")).isZero();
        assertThat(heardBy(caller)).doesNotContain("en/danger");
    }

    @Test
    void noKeyMeansTheFirstLanguageAtOnceAndTheMenuIsHeardOnce() throws Exception {
        var laura = lab.peers().ringingOut("laura");
        var caller = lab.peers().call("+371" + LATGALE);
        laura.await("INVITE", SOON);
        awaitHeard(caller, "lv/greeting");
        assertThat(heardBy(caller)).containsExactly(all(MENU, "lv/greeting"));
        caller.hangUp();
        assertThat(lab.records().only().language()).isEqualTo("lv");
    }

    /// The key of the language that is spoken stops no phone, nor does one that is pressed twice.
    @Test
    void aKeyThatComesWhenPhonesRingChangesTheLanguage() throws Exception {
        var laura = lab.peers().ringingOut("laura");
        var caller = lab.peers().call("+371" + LATGALE);
        caller.media().awaitSound(10, SOON);
        caller.media().press('2');
        laura.await("INVITE", SOON);
        awaitBegun(caller, "en/greeting");
        "27".chars().forEach(key -> caller.media().press((char) key));
        caller.media().press('3', Duration.ofMillis(60), Duration.ofMillis(300));
        caller.media().press('3', Duration.ofMillis(60), Duration.ofMillis(300));
        awaitBegun(caller, "ru/greeting");
        laura.await("a second INVITE", _ -> laura.count("INVITE") > 1, SOON);
        caller.hangUp();
        assertThat(lab.records().only().language()).isEqualTo("ru");
        assertThat(laura.count("INVITE")).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({"7", "0", "*", "#"})
    void aKeyThatMeansNothingIsTheFirstLanguageAtOnce(char key) throws Exception {
        var laura = lab.peers().ringingOut("laura");
        var caller = lab.peers().call("+371" + LATGALE);
        caller.media().awaitSound(10, SOON);
        caller.media().press(key);
        laura.await("INVITE", Duration.ofSeconds(2));
        awaitHeard(caller, "lv/greeting");
        assertThat(heardBy(caller)).doesNotContain("ru/language-3");
    }

    @Test
    void whoSpeaksTheLanguageIsRungFirst() throws Exception {
        lab.database().edit("update line set strategy = 'one-by-one', ring_seconds = 5 where region = 'riga'");
        var anna = lab.peers().ringingOut("anna");
        var ilze = lab.peers().ringingOut("ilze");
        var caller = lab.peers().call("+371" + RIGA_TRUST);
        caller.media().awaitSound(10, SOON);
        caller.media().press('3');
        // Ilze and Zane speak Russian; Anna, whose number in the roster is lower, does not.
        var russian = ilze.await("INVITE", SOON);
        assertThat(anna.find("INVITE").stream())
                .allSatisfy(rang -> assertThat(rang.nanos()).isGreaterThan(russian.nanos()));
        caller.hangUp();
        lab.asterisk().awaitNoChannel(SOON);
    }

    @Test
    void aLineOfOneLanguageAsksForNone() throws Exception {
        lab.database().edit("update line set languages = '{ru}' where id = 'latgale'");
        var laura = lab.peers().ringingOut("laura");
        var caller = lab.peers().call("+371" + LATGALE);
        laura.await("INVITE", SOON);
        awaitHeard(caller, "ru/greeting");
        assertThat(heardBy(caller)).containsExactly("ru/greeting");
    }

    /// Of the three who are on duty for Rīga.
    private void offerAWomanWhom(String fulfil) {
        lab.database()
                .edit(
                        "update line set strategy = 'all-at-once', ring_seconds = 5 where id = 'riga-trust'",
                        "insert into line_wish (line, wish) values ('riga-trust', 'woman')",
                        "insert into consultant_wish (consultant, wish) select id, 'woman' from consultant where "
                                + fulfil);
    }

    @Test
    void whoFulfilsAWishIsRungFirstAndTheOthersAfterwards() throws Exception {
        offerAWomanWhom("name = 'Ilze'");
        var anna = lab.peers().ringingOut("anna");
        var ilze = lab.peers().ringingOut("ilze");
        var caller = lab.peers().call("+371" + RIGA_TRUST);
        caller.media().awaitSound(10, SOON);
        caller.media().press('1');
        awaitBegun(caller, "lv/wish-woman");
        caller.media().press('5');
        var first = ilze.await("INVITE", SOON);
        var then = anna.await("INVITE", SOON);
        assertThat(then.nanos() - first.nanos())
                .isGreaterThan(Duration.ofSeconds(4).toNanos());
        awaitHeard(caller, "lv/greeting");
        caller.hangUp();
        lab.asterisk().awaitNoChannel(SOON);
        assertThat(lab.records().only().rules()).contains("all-at-once").doesNotContain("wish");
    }

    @Test
    void aLineOfOneLanguageAsksForAWishAfterItsNameAndAnyOtherKeyIsNone() throws Exception {
        offerAWomanWhom("name = 'Ilze'");
        lab.database().edit("update line set languages = '{lv}' where id = 'riga-trust'");
        var anna = lab.peers().ringingOut("anna");
        var ilze = lab.peers().ringingOut("ilze");
        var caller = lab.peers().call("+371" + RIGA_TRUST);
        awaitBegun(caller, "lv/menu", "lv/wish-woman");
        caller.media().press('7');
        var one = anna.await("INVITE", SOON);
        var other = ilze.await("INVITE", SOON);
        assertThat(Duration.ofNanos(Math.abs(one.nanos() - other.nanos()))).isLessThan(Duration.ofSeconds(2));
        caller.hangUp();
        lab.asterisk().awaitNoChannel(SOON);
    }

    @Test
    void nobodyIsAskedForAWishThatAllOnDutyFulfil() throws Exception {
        offerAWomanWhom("true");
        lab.database().edit("update line set languages = '{lv}' where id = 'riga-trust'");
        var anna = lab.peers().ringingOut("anna");
        var caller = lab.peers().call("+371" + RIGA_TRUST);
        anna.await("INVITE", SOON);
        awaitHeard(caller, "lv/greeting");
        assertThat(heardBy(caller)).containsExactly("lv/greeting");
    }

    @Test
    void theOrderOfTheMenuIsTheLines() throws Exception {
        lab.database().edit("update line set languages = '{ru,lv}' where id = 'latgale'");
        var laura = lab.peers().ringingOut("laura");
        var caller = lab.peers().call("+371" + LATGALE);
        awaitHeard(caller, "ru/menu", "ru/language-1", "lv/language-2");
        laura.await("INVITE", SOON);
        awaitHeard(caller, "ru/greeting");
    }

    @Test
    void aClosedLineIsClosedInTheChosenLanguage() throws Exception {
        lab.clock().set(LocalDateTime.parse("2026-11-28T12:00"));
        var caller = lab.peers().call("+371" + LATGALE);
        caller.media().awaitSound(10, SOON);
        caller.media().press('3');
        awaitBegun(caller, "ru/closed");
        caller.media().press('2');
        awaitHeard(
                caller,
                "en/closed",
                "en/opens",
                "en/weekday-1",
                "en/at-0900",
                "en/latvian-time",
                "en/danger",
                "en/not-safe");
        caller.await("BYE", SOON);
        assertThat(heardBy(caller))
                .noneMatch(prompt -> prompt.startsWith("ru/") || prompt.equals("lv/closed"))
                .containsOnlyOnce("en/closed");
        assertThat(lab.records().only().outcome()).isEqualTo("closed");
    }

    @Test
    void withoutAnyRouterAsteriskItselfAsksAndSpeaksTheLanguage() throws Exception {
        // Asterisk goes by its own clock.
        lab.clock().setToReal();
        lab.database()
                .edit(
                        "insert into special_opening (line, starts, ends)"
                                + " values ('latgale', current_date - 1, current_date + 3)",
                        "insert into cover (consultant, region, starts, ends)"
                                + " values (4, 'latgale', current_date - 1, current_date + 3)");
        lab.asterisk().refresh();
        lab.routers().use("127.0.0.1:1", "");
        var laura = lab.peers().answering("laura", RINGING);
        var caller = lab.peers().call("+371" + LATGALE);
        caller.media().awaitSound(10, SOON);
        caller.media().press('3');
        awaitHeard(caller, "ru/greeting");
        awaitHeard(laura, "lv/whisper-latgale-ru");
        caller.hangUp();
        lab.routers().use(lab.routers().ownAddress(), "");
        lab.asterisk().job("outcome");
        assertThat(lab.records().only().decidedBy()).isEqualTo("fallback");
    }

    /// A router that is not there is what one of these tests is about: Asterisk says that it could not connect.
    @Override
    boolean expected(String complaint) {
        return complaint.contains("res_agi.c");
    }

    private static String[] all(String[] first, String last) {
        var all = new java.util.ArrayList<>(List.of(first));
        all.add(last);
        return all.toArray(String[]::new);
    }
}
