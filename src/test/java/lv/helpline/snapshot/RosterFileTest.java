package lv.helpline.snapshot;

import static lv.helpline.roster.RosterBuilder.WOMAN;
import static lv.helpline.roster.RosterBuilder.offering;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import lv.helpline.roster.Absence;
import lv.helpline.roster.Announcement;
import lv.helpline.roster.Closure;
import lv.helpline.roster.Consultant;
import lv.helpline.roster.ConsultantId;
import lv.helpline.roster.Contact;
import lv.helpline.roster.Cover;
import lv.helpline.roster.DutyScope;
import lv.helpline.roster.Language;
import lv.helpline.roster.Line;
import lv.helpline.roster.LineId;
import lv.helpline.roster.LocalSpan;
import lv.helpline.roster.OpeningSpan;
import lv.helpline.roster.Pause;
import lv.helpline.roster.Referral;
import lv.helpline.roster.Region;
import lv.helpline.roster.RosterData;
import lv.helpline.roster.SecondPhone;
import lv.helpline.roster.SpecialOpening;
import lv.helpline.roster.Strategy;
import lv.helpline.roster.WeeklyDuty;
import lv.helpline.roster.WeeklySpan;
import lv.helpline.roster.WishId;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RosterFileTest {

    private static final Instant LOADED = Instant.parse("2026-11-24T08:00:00.123456Z");

    @TempDir
    private Path directory;

    @Test
    void gives_back_what_was_kept() throws IOException {
        var copy = new RosterFile.Copy(LOADED, everything());
        file().write(copy);
        assertThat(file().read()).contains(copy);
    }

    /// A router that was brought up to date while its database is down has only that.
    @Test
    void reads_a_copy_from_before_anybody_could_have_two_phones() throws IOException {
        var copy = new RosterFile.Copy(LOADED, with(List.of(speaking(Set.of(Language.LATVIAN)))));
        file().write(copy);
        assertThat(Files.readString(path())).as("as it was written then").doesNotContain("second\"");
        assertThat(file().read()).contains(copy);
    }

    /// As long as nobody uses them.
    @Test
    void reads_a_copy_from_before_there_were_wishes() throws IOException {
        var copy = new RosterFile.Copy(LOADED, with(List.of(speaking(Set.of(Language.LATVIAN)))));
        file().write(copy);
        assertThat(Files.readString(path())).as("as it was written then").doesNotContain("wishes\"", "fulfils\"");
        assertThat(file().read()).contains(copy);
    }

    @Test
    void replaces_the_copy_before() throws IOException {
        file().write(new RosterFile.Copy(LOADED, everything()));
        var later = new RosterFile.Copy(LOADED.plusSeconds(60), everything());
        file().write(later);
        assertThat(file().read()).contains(later);
        assertThat(directory.resolve("kept")).isDirectoryContaining("glob:**/roster.json");
        try (var files = Files.list(directory.resolve("kept"))) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void is_for_its_owner_only() throws IOException {
        file().write(new RosterFile.Copy(LOADED, everything()));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path())))
                .isEqualTo("rw-------");
    }

    @Test
    void survives_an_unfinished_writing() throws IOException {
        file().write(new RosterFile.Copy(LOADED, everything()));
        Files.writeString(path().resolveSibling("roster.json.new"), "helpline-ros");
        assertThat(file().read()).isPresent();
        file().write(new RosterFile.Copy(LOADED, everything()));
        assertThat(file().read()).isPresent();
    }

    @Test
    void is_empty_without_a_file() throws IOException {
        assertThat(file().read()).isEmpty();
    }

    @Test
    void refuses_a_copy_with_one_bit_turned_wherever_it_is() throws IOException {
        file().write(new RosterFile.Copy(LOADED, everything()));
        var whole = Files.readAllBytes(path());
        for (var at = 0; at < whole.length; at += 7) {
            var turned = whole.clone();
            turned[at] ^= 1;
            Files.write(path(), turned);
            if (at != headerLength() - 1) {
                assertThatIOException().isThrownBy(() -> file().read());
            }
        }
    }

    @Test
    void refuses_a_copy_that_was_cut_off_wherever_it_was() throws IOException {
        file().write(new RosterFile.Copy(LOADED, everything()));
        var whole = Files.readAllBytes(path());
        for (var length = 0; length < whole.length; length += 11) {
            Files.write(path(), Arrays.copyOf(whole, length));
            assertThatIOException().isThrownBy(() -> file().read());
        }
    }

    @Test
    void refuses_what_is_no_roster_though_its_checksum_is_right() throws IOException {
        Files.createDirectories(path().getParent());
        var json = "{\"loadedAt\":\"2026-11-24T08:00:00Z\",\"roster\":{\"lines\":[]}}";
        Files.writeString(path(), "helpline-roster 4 sha256 " + DigestUtils.sha256Hex(json) + "\n" + json);
        assertThatIOException()
                .isThrownBy(() -> file().read())
                .withMessage("its content is not a roster of this version");
    }

    @Test
    void the_version_is_16_hexadecimal_digits_and_changes_with_the_content() {
        var version = RosterJson.version(everything());
        assertThat(version).matches("[0-9a-f]{16}").isEqualTo(RosterJson.version(everything()));
        assertThat(RosterJson.version(with(List.of(speaking(Set.of(Language.LATVIAN))))))
                .isNotEqualTo(version);
    }

    @Test
    void the_version_does_not_depend_on_the_order_of_a_set() {
        var forwards = speaking(new LinkedHashSet<>(List.of(Language.ENGLISH, Language.LATVIAN, Language.RUSSIAN)));
        // Set.copyOf shuffles by a salt of the JVM: only bytes that are pinned show that it does not matter.
        assertThat(RosterJson.MAPPER.writeValueAsString(forwards))
                .contains("\"languages\":[{\"code\":\"en\"},{\"code\":\"lv\"},{\"code\":\"ru\"}]")
                .contains("\"regions\":[\"KURZEME\",\"RIGA\",\"ZEMGALE\"]");
    }

    private static int headerLength() {
        return "helpline-roster 4 sha256 ".length() + 65;
    }

    private Path path() {
        return directory.resolve("kept").resolve("roster.json");
    }

    private RosterFile file() {
        return new RosterFile(path());
    }

    private static Consultant speaking(Set<Language> languages) {
        return new Consultant(
                new ConsultantId(1),
                "Anna",
                new Contact.Mobile("+37120000001"),
                languages,
                Set.of(Region.ZEMGALE, Region.RIGA, Region.KURZEME),
                true,
                true,
                true,
                false);
    }

    static RosterData everything() {
        return with(
                List.of(
                        speaking(Set.of(Language.LATVIAN, Language.RUSSIAN)),
                        new Consultant(
                                new ConsultantId(2),
                                "Ilze",
                                new Contact.SipPhone("ilze"),
                                Set.of(Language.LATVIAN),
                                Set.of(),
                                false,
                                false,
                                false,
                                true,
                                Optional.of(new SecondPhone(
                                        new Contact.Mobile("+37120000002"), SecondPhone.Rings.AFTERWARDS, true)),
                                Set.of(new WishId("young"), WOMAN.id()))),
                offering(line("vidzeme", "25701518", new Strategy.OneByOne(), List.of()), WOMAN));
    }

    private static RosterData with(List<Consultant> consultants, Line... others) {
        var id = new ConsultantId(1);
        var span = new LocalSpan(LocalDateTime.parse("2026-11-24T09:00"), LocalDateTime.parse("2026-11-24T17:00"));
        var weekly = new WeeklySpan(DayOfWeek.SUNDAY, LocalTime.of(22, 0), LocalTime.of(6, 0));
        return new RosterData(
                Stream.concat(
                                Stream.of(
                                        line("riga-trust", "28612120", new Strategy.OneByOne(), List.of(weekly)),
                                        line("latgale", "25723222", new Strategy.AllAtOnce(), List.of()),
                                        line("kurzeme", "25719118", new Strategy.Waves(3), List.of())),
                                Stream.of(others))
                        .toList(),
                consultants,
                List.of(
                        new WeeklyDuty(
                                id,
                                new DutyScope.OfRegion(Region.RIGA),
                                weekly,
                                LocalDate.parse("2026-01-01"),
                                Optional.empty()),
                        new WeeklyDuty(
                                id,
                                new DutyScope.OfLine(new LineId("riga-trust")),
                                weekly,
                                LocalDate.parse("2026-01-01"),
                                Optional.of(LocalDate.parse("2026-07-01")),
                                2)),
                List.of(new Cover(id, new DutyScope.OfRegion(Region.LATGALE), span)),
                List.of(new Absence(id, span)),
                List.of(new Pause(id, LOADED, LOADED.plusSeconds(600))),
                List.of(
                        new Closure(Optional.empty(), span),
                        new Closure(
                                Optional.of(new LineId("latgale")),
                                span,
                                Map.of(
                                        Language.RUSSIAN,
                                        new Announcement("Сегодня мы не отвечаем."),
                                        Language.LATVIAN,
                                        new Announcement("Šodien neatbildam.")))),
                List.of(new SpecialOpening(new LineId("latgale"), span)),
                List.of(new Referral(
                        new Announcement("Krīzes tālrunis"),
                        "116123",
                        List.of(Language.LATVIAN, Language.RUSSIAN),
                        List.of(weekly),
                        LocalDate.parse("2026-11-01"))));
    }

    private static Line line(String id, String number, Strategy strategy, List<WeeklySpan> hours) {
        return new Line(
                new LineId(id),
                number,
                "A name",
                Region.RIGA,
                List.of(Language.LATVIAN, Language.ENGLISH),
                OpeningSpan.always(hours),
                true,
                strategy,
                Duration.ofSeconds(20),
                Duration.ofMinutes(2),
                Duration.ofSeconds(60),
                Duration.ofMinutes(15),
                false);
    }
}
