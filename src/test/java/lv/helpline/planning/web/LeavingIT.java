package lv.helpline.planning.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import lv.helpline.accounts.Account;
import lv.helpline.accounts.Accounts;
import lv.helpline.accounts.Role;
import lv.helpline.audit.Audit;
import lv.helpline.audit.AuditEntry;
import lv.helpline.audit.Author;
import lv.helpline.lines.Interpreters;
import lv.helpline.lines.Lines;
import lv.helpline.lines.Places;
import lv.helpline.lines.Published;
import lv.helpline.lines.Referrals;
import lv.helpline.lines.web.InterpreterController;
import lv.helpline.lines.web.PlaceController;
import lv.helpline.lines.web.ReferralController;
import lv.helpline.planning.DutyRepository;
import lv.helpline.planning.Edits;
import lv.helpline.planning.RosterEditing;
import lv.helpline.roster.Consultant;
import lv.helpline.roster.ConsultantId;
import lv.helpline.roster.Cover;
import lv.helpline.roster.DutyScope;
import lv.helpline.roster.Holidays;
import lv.helpline.roster.Language;
import lv.helpline.roster.Line;
import lv.helpline.roster.LocalSpan;
import lv.helpline.roster.Region;
import lv.helpline.roster.Roster;
import lv.helpline.roster.WeeklySpan;
import lv.helpline.roster.edit.RosterEdit;
import lv.helpline.shared.EditResult;
import lv.helpline.staff.People;
import lv.helpline.testing.pages.Site;
import lv.helpline.testing.pages.Slice;
import lv.helpline.testing.pages.Stranger;
import lv.helpline.testing.pages.WithMara;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Somebody leaves or loses their phone; and what is told to callers beyond our own lines. How the pages look is tried
/// in [LeavingPagesIT].
class LeavingIT extends WithMara {

    private static final Site SITE = Slice.shared();
    private static final Account ADMINISTRATOR = SITE.somebody(Role.ADMINISTRATOR);
    private static final Pattern DUTY = Pattern.compile("name=\"duty\" value=\"([0-9a-f]{64})\"");

    private final DutyRepository dutyRepository = SITE.bean(DutyRepository.class);
    private final People people = SITE.bean(People.class);

    LeavingIT() {
        super(SITE);
    }

    @Test
    void who_leaves_is_never_rung_again_opens_nothing_and_hands_on_what_they_had() {
        var consultant = Stranger.signedIn(SITE, mara);
        consultant.postWithToken("/duty/feed", Map.of());
        var administrator = Stranger.signedIn(SITE, ADMINISTRATOR);
        var page = administrator.get(at("/leave")).body();
        assertThat(page).contains("Kurzeme", "sestdiena, 28. novembris", "14 dienās paliek tukšs");
        var duties = DUTY.matcher(page).results().map(each -> each.group(1)).toList();
        assertThat(duties).as("five days that are alike are one").hasSize(2);

        var stale = leave(administrator, Map.of("version", "0", "duty", duties.getFirst(), "taker", ""));
        assertThat(stale).as("the duties are not what the page showed").isEqualTo(409);
        assertThat(onDuty()).contains("Māra");
        assertThat(leave(
                        administrator,
                        Map.of("version", "0", "duty", duties.getFirst() + "," + duties.getLast(), "taker", ",3")))
                .isEqualTo(302);

        assertThat(onDuty()).doesNotContain("Māra");
        assertThat(dutyRepository.roster(SITE.clock().instant()).covers())
                .anySatisfy(cover -> assertThat(cover.consultant()).isEqualTo(new ConsultantId(3)));
        assertThat(consultant.get("/duty").statusCode()).as("signed out").isEqualTo(302);
        assertThat(SITE.bean(Accounts.class).findActive(mara.id())).isEmpty();
        assertThat(count("feed where consultant = :id")).isZero();
        assertThat(count("consultant where id = :id and left_on = date '2026-11-24' and verified_at is null"
                        + " and contact = 'left' || id and second_contact is null"))
                .isEqualTo(1);
        assertThat(actions()).contains("person-left", "account-ended", "roster-changed");
        assertThat(people.find(id()).orElseThrow().leftOn()).contains(LocalDate.parse("2026-11-24"));

        assertThat(administrator.get(at("")).body()).doesNotContain(at("/test-call"), at("/pin"), at("/lost-phone"));
        for (var asked : List.of("/test-call", "/pin")) {
            administrator.postWithToken(at(asked), Map.of());
            assertThat(administrator.get(at("")).body()).as(asked).contains("Vispirms spiediet „Atkal strādā“");
        }
        await().untilAsserted(() ->
                assertThat(administrator.get("/accounts/new").body()).doesNotContain("Māra"));
        assertThat(administrator.get("/roster?by=people").body()).contains("Māra");
        assertThat(administrator.get("/roster?by=people&from=2027-03-01").body())
                .doesNotContain("Māra");
        var author = Author.router(SITE.clock().instant());
        assertThat(Edits.save(
                        SITE.bean(RosterEditing.class),
                        RosterEdit.ofCovers(List.of(), List.of(saturday(id()))),
                        author))
                .isEqualTo(new EditResult.Refused("duty_is_of_somebody_who_serves"));

        administrator.postWithToken(at("/back"), Map.of());
        assertThat(people.find(id()).orElseThrow().leftOn()).isEmpty();
        assertThat(onDuty()).as("they come back without duties").doesNotContain("Māra");
    }

    private static Cover saturday(ConsultantId consultant) {
        return new Cover(
                consultant,
                new DutyScope.OfRegion(Region.KURZEME),
                new LocalSpan(LocalDateTime.parse("2026-12-05T10:00"), LocalDateTime.parse("2026-12-05T12:00")));
    }

    @Test
    void a_lost_phone_is_one_action() {
        var consultant = Stranger.signedIn(SITE, mara);
        consultant.postWithToken("/duty/feed", Map.of());
        var finder = Stranger.signedIn(SITE, ADMINISTRATOR);
        assertThat(finder.get(at("/lost-phone")).statusCode()).as("before").isEqualTo(302);
        var answer = finder.follow(finder.postWithToken(at("/lost-phone"), Map.of()));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).as("what it leaves empty").contains("sestdiena, 28. novembris", "Kurzeme");
        assertThat(consultant.get("/duty").statusCode()).isEqualTo(302);
        assertThat(count("feed where consultant = :id")).isZero();
        assertThat(dutyRepository.roster(SITE.clock().instant()).consultants())
                .filteredOn(each -> each.id().equals(id()))
                .allSatisfy(each -> assertThat(each.verified()).isFalse());
        assertThat(actions()).contains("phone-lost", "proofs-forgotten");
        var administrator = Stranger.signedIn(SITE, ADMINISTRATOR);
        assertThat(administrator.get("/people").body()).contains("tālrunis pazaudēts");
        assertThat(administrator.get(at("")).body()).contains("nezvana pat pārbaudei");
        administrator.postWithToken(at("/test-call"), Map.of());
        assertThat(administrator.get(at("")).body()).doesNotContain("nezvana pat pārbaudei");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        112      | 112 nav jāraksta
        12       | 3 līdz 8 cipari
        """)
    void says_which_rule_a_number_breaks(String number, String message) {
        var refused = Stranger.signedIn(SITE, ADMINISTRATOR)
                .postWithToken("/outside/new", Map.of("name", "Krīze", "number", number, "languages", "lv"));
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains(message, "value=\"" + number + "\"");
    }

    @Test
    void the_second_editor_of_a_number_is_told() {
        var administrator = Stranger.signedIn(SITE, ADMINISTRATOR);
        administrator.postWithToken("/outside/new", Map.of("name", "Krīze", "number", "116123", "languages", "lv"));
        var entry = helpsToCall().getFirst();
        var form = Map.of(
                "name",
                "Krīzes",
                "number",
                "116123",
                "languages",
                "lv ru",
                "days[0]",
                "9-17",
                "read",
                ReferralController.Form.readOf(entry));
        assertThat(administrator.postWithToken("/outside/" + entry.id(), form).statusCode())
                .isEqualTo(302);
        assertThat(administrator.postWithToken("/outside/" + entry.id(), form).statusCode())
                .isEqualTo(409);
        administrator.postWithToken("/outside/" + entry.id() + "/remove", Map.of());
        assertThat(helpsToCall()).isEmpty();
    }

    private static List<Referrals.Entry> helpsToCall() {
        return SITE.bean(Referrals.class).all().stream()
                .filter(entry -> entry.help().way() == Referrals.Way.CALL)
                .toList();
    }

    @Test
    void whom_somebody_can_text_is_told_to_no_caller_and_may_be_112() {
        var administrator = Stranger.signedIn(SITE, ADMINISTRATOR);
        var form = Map.of("way", "TEXT", "name", "Tērzēšana", "russian", "Чат", "number", "112", "languages", "lv ru");
        assertThat(administrator.postWithToken("/outside/new", form).statusCode())
                .isEqualTo(302);
        var entry = SITE.bean(Referrals.class).all().getLast();
        assertThat(entry.help().others()).isEqualTo(Map.of(Language.RUSSIAN, "Чат"));
        assertThat(dutyRepository.roster(SITE.clock().instant()).outsideHelp()).isEmpty();
        administrator.postWithToken("/outside/" + entry.id() + "/raise", Map.of());
        assertThat(SITE.bean(Referrals.class).all().getFirst()).isEqualTo(entry);
        var called = Map.of("way", "CALL", "name", "Tērzēšana", "number", "112", "languages", "lv");
        assertThat(administrator
                        .postWithToken("/outside/" + entry.id(), with(called, ReferralController.Form.readOf(entry)))
                        .body())
                .contains("112 nav jāraksta kā zvana numurs");
        administrator.postWithToken("/outside/" + entry.id() + "/remove", Map.of());
    }

    @Test
    void places_are_entered_checked_and_removed_and_the_second_editor_is_told() {
        var places = SITE.bean(Places.class);
        var ours = places.all().getFirst();
        assertThat(ours.place())
                .isEqualTo(new Places.Place(
                        Places.Kind.OTHER,
                        Region.RIGA,
                        Optional.empty(),
                        "Lāčplēša iela 75 – 1B, Rīga",
                        Optional.empty(),
                        List.of(),
                        List.of(),
                        Places.Audience.EVERYBODY));
        var administrator = Stranger.signedIn(SITE, ADMINISTRATOR);
        assertThat(administrator.get("/places").body()).contains("Lāčplēša iela 75 – 1B", "nav apstiprināts");
        var form = Map.of("region", "KURZEME", "partner", " Bibliotēka ", "address", "Liepu iela 1, Liepāja");
        assertThat(administrator.postWithToken("/places/new", form).statusCode())
                .isEqualTo(302);
        var entry = places.all().getLast();
        assertThat(entry.place().partner()).contains("Bibliotēka");
        assertThat(entry.checkedOn()).isEqualTo(LocalDate.parse("2026-11-24"));
        var changed = with(
                Map.of("region", "KURZEME", "partner", "Bibliotēka", "address", "Liepu iela 2", "days[0]", "10-14"),
                PlaceController.Form.readOf(entry));
        assertThat(administrator.postWithToken("/places/" + entry.id(), changed).statusCode())
                .isEqualTo(302);
        assertThat(administrator.postWithToken("/places/" + entry.id(), changed).statusCode())
                .isEqualTo(409);
        assertThat(places.find(entry.id()).orElseThrow().place().hours())
                .containsExactly(new WeeklySpan(DayOfWeek.MONDAY, LocalTime.of(10, 0), LocalTime.of(14, 0)));
        var refused = administrator.postWithToken("/places/new", Map.of("region", "RIGA", "address", " "));
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("Adresē ir 1 līdz 120");
        assertThat(administrator
                        .postWithToken("/places/new", Map.of("address", "Liepu iela 3", "days[0]", "no rīta"))
                        .statusCode())
                .isEqualTo(422);
        administrator.postWithToken("/places/" + entry.id() + "/remove", Map.of());
        assertThat(places.all()).containsExactly(ours);
        assertThat(actions()).contains("place-added", "place-changed", "place-removed");
    }

    @Test
    void interpreters_are_entered_checked_and_removed_and_the_second_editor_is_told() {
        var interpreters = SITE.bean(Interpreters.class);
        var administrator = Stranger.signedIn(SITE, ADMINISTRATOR);
        assertThat(administrator.get("/interpreters").body()).contains("Saraksts ir tukšs");
        var form = Map.of("name", " Oksana ", "number", "26 000 001", "languages", "uk", "days[0]", "10-14");
        assertThat(administrator.postWithToken("/interpreters/new", form).statusCode())
                .isEqualTo(302);
        var entry = interpreters.all().getFirst();
        assertThat(entry.interpreter())
                .isEqualTo(new Interpreters.Interpreter(
                        "Oksana",
                        "+37126000001",
                        List.of(new Language("uk")),
                        List.of(new WeeklySpan(DayOfWeek.MONDAY, LocalTime.of(10, 0), LocalTime.of(14, 0)))));
        // It is a Tuesday, at ten.
        assertThat(administrator.get("/interpreters").body())
                .contains("Oksana", "ukraiņu")
                .doesNotContain("26000001", "Tagad zvanītu");
        var changed = with(
                Map.of("name", "Oksana", "number", "+37126000001", "languages", "uk, ru, lv"),
                InterpreterController.Form.readOf(entry));
        assertThat(administrator
                        .postWithToken("/interpreters/" + entry.id(), changed)
                        .statusCode())
                .isEqualTo(302);
        assertThat(administrator
                        .postWithToken("/interpreters/" + entry.id(), changed)
                        .statusCode())
                .isEqualTo(409);
        assertThat(administrator.get("/interpreters").body()).contains("Tagad zvanītu");
        administrator.postWithToken("/interpreters/" + entry.id() + "/check", Map.of());

        var stranger = administrator.postWithToken(
                "/interpreters/new", Map.of("name", "Olha", "number", "+4926000001", "languages", "uk"));
        assertThat(stranger.statusCode()).isEqualTo(422);
        assertThat(stranger.body()).contains("Vajag Latvijas numuru");
        assertThat(administrator
                        .postWithToken(
                                "/interpreters/new", Map.of("name", "Olha", "number", "26000001", "languages", "uk"))
                        .body())
                .contains("Tulks ar šo numuru sarakstā jau ir");
        assertThat(administrator
                        .postWithToken(
                                "/interpreters/new", Map.of("name", "Aino", "number", "26000002", "languages", "fi"))
                        .body())
                .contains("Uz šo valodu nav uzvednes: fi");
        administrator.postWithToken("/interpreters/" + entry.id() + "/remove", Map.of());
        assertThat(interpreters.all()).isEmpty();
        assertThat(actions())
                .contains("interpreter-added", "interpreter-changed", "interpreter-checked", "interpreter-removed");
    }

    @Test
    void after_half_a_year_an_administrator_is_asked_and_says_that_all_is_right() {
        var checks = SITE.bean(Published.Checks.class);
        var checkedOn = LocalDate.parse("2026-11-29");
        // As at first, whatever was checked in other tests.
        SITE.database()
                .sql("update line set checked_on = :day")
                .param("day", checkedOn)
                .update();
        assertThat(checks.due(LocalDate.parse("2027-02-27"))).isEmpty();
        assertThat(checks.due(LocalDate.parse("2027-02-28"))).isEqualTo(Map.of(Published.TEXTS, checkedOn));
        assertThat(checks.due(LocalDate.parse("2027-05-29")))
                .isEqualTo(
                        Map.of(Published.NUMBERS, checkedOn, Published.PLACES, checkedOn, Published.TEXTS, checkedOn));

        var administrator = Stranger.signedIn(SITE, ADMINISTRATOR);
        assertThat(administrator.get("/lines").body()).contains("29.11.2026", "/lines/check");
        SITE.database().sql("update line set checked_on = date '2026-05-24'").update();
        SITE.database().sql("update place set checked_on = date '2026-05-25'").update();
        assertThat(administrator.get("/now").body())
                .contains("Vai mūsu numuri publiskajā lapā vēl ir pareizi?", "24.05.2026")
                .doesNotContain("Klātienes adreses");
        administrator.postWithToken("/lines/check", Map.of());
        var place = SITE.bean(Places.class).all().getFirst();
        administrator.postWithToken("/places/" + place.id() + "/check", Map.of());
        assertThat(SITE.bean(Lines.class).all())
                .extracting(Lines.Entry::checkedOn)
                .containsOnly(LocalDate.parse("2026-11-24"));
        assertThat(SITE.bean(Places.class).all())
                .extracting(Places.Entry::checkedOn)
                .containsOnly(LocalDate.parse("2026-11-24"));
        assertThat(administrator.get("/now").body()).doesNotContain("Vai mūsu numuri publiskajā lapā vēl ir pareizi?");
        assertThat(actions()).contains("lines-checked", "place-checked");
    }

    private static Map<String, String> with(Map<String, String> form, String read) {
        var whole = new HashMap<>(form);
        whole.put("read", read);
        return whole;
    }

    @Test
    void a_closure_has_a_message_of_its_own_in_each_language() {
        var administrator = Stranger.signedIn(SITE, ADMINISTRATOR);
        var form = new HashMap<>(Map.of(
                "kind",
                "CLOSURE",
                "line",
                "latgale",
                "from",
                "2026-11-25T09:00",
                "to",
                "2026-11-25T12:00",
                "message[lv]",
                "Šodien strādājam\r\nno pusdienlaika.",
                "message[en]",
                "",
                "message[ru]",
                "Сегодня с полудня."));
        try {
            form.put("previewed", "true");
            assertThat(administrator.postWithToken("/calendar", form).statusCode())
                    .isEqualTo(302);
            assertThat(administrator.get("/calendar").body())
                    .contains("Šodien strādājam no pusdienlaika.", "Сегодня с полудня.");
            assertThat(dutyRepository.roster(SITE.clock().instant()).closures())
                    .singleElement()
                    .satisfies(closure -> assertThat(closure.message()).hasSize(2));
            form.put("message[lv]", "x".repeat(301));
            var refused = administrator.postWithToken("/calendar", form);
            assertThat(refused.statusCode()).isEqualTo(422);
            assertThat(refused.body()).contains("1 līdz 300 zīmes", "x".repeat(301));
        } finally {
            SITE.database().sql("delete from closure").update();
        }
    }

    @Test
    void an_administrator_is_told_until_a_second_one_can_sign_in() {
        var administrator = Stranger.signedIn(SITE, ADMINISTRATOR);
        var accounts = SITE.bean(Accounts.class);
        var able = accounts.administrators();
        assertThat(administrator.get("/accounts").body().contains("Pieslēgties var tikai viens"))
                .isEqualTo(able < 2);
        assertThat(administrator.get("/audit").body())
                .as("a page where nothing can be done about it")
                .doesNotContain("Pieslēgties var tikai viens");
        for (var count = able; count < 2; count++) {
            accounts.setPassword(
                    SITE.somebody(Role.ADMINISTRATOR).id(),
                    "hash",
                    "SECRET",
                    Author.router(SITE.clock().instant()));
        }
        assertThat(administrator.get("/accounts").body()).doesNotContain("Pieslēgties var tikai viens");
    }

    private int leave(Stranger administrator, Map<String, String> form) {
        return administrator.postWithToken(at("/leave"), form).statusCode();
    }

    /// On any line at any edge of the coming fortnight.
    private java.util.Set<String> onDuty() {
        var now = SITE.clock().instant();
        var roster = new Roster(dutyRepository.roster(now), SITE.bean(Holidays.class));
        return java.util.stream.Stream.concat(
                        java.util.stream.Stream.of(now), roster.changes(now, now.plusSeconds(14L * 24 * 3600)).stream())
                .flatMap(at -> roster.data().lines().stream().flatMap((Line line) -> roster.onDuty(line, at).stream()))
                .map(Consultant::name)
                .collect(java.util.stream.Collectors.toSet());
    }

    private int count(String ofTheirs) {
        return SITE.database()
                .sql("select count(*) from " + ofTheirs)
                .param("id", id().value())
                .query(Integer.class)
                .single();
    }

    private static java.util.List<String> actions() {
        return SITE.bean(Audit.class).newest(Optional.empty(), 5).stream()
                .map(AuditEntry::action)
                .toList();
    }
}
