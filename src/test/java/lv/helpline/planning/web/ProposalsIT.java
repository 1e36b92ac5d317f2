package lv.helpline.planning.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import lv.helpline.accounts.Account;
import lv.helpline.accounts.Role;
import lv.helpline.audit.Author;
import lv.helpline.planning.Edits;
import lv.helpline.planning.RosterEditing;
import lv.helpline.roster.Absence;
import lv.helpline.roster.Holidays;
import lv.helpline.roster.LineId;
import lv.helpline.roster.LocalSpan;
import lv.helpline.roster.Roster;
import lv.helpline.roster.RosterData;
import lv.helpline.roster.edit.RosterEdit;
import lv.helpline.roster.staffing.CoverageGap;
import lv.helpline.roster.staffing.CoverageGaps;
import lv.helpline.shared.EditResult;
import lv.helpline.testing.pages.Site;
import lv.helpline.testing.pages.Slice;
import lv.helpline.testing.pages.Stranger;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Proposals, from the search to the roster in force.
class ProposalsIT {

    private static final Site SITE = Slice.shared();
    private static final Account ADMINISTRATOR = SITE.somebody(Role.ADMINISTRATOR);

    /// A Monday on which nobody who serves Latgale can come.
    private static final LocalDate MONDAY = LocalDate.of(2026, 12, 14);

    private static final LocalSpan DAY =
            new LocalSpan(MONDAY.atStartOfDay(), MONDAY.plusDays(1).atStartOfDay());

    private final Stranger administrator = Stranger.signedIn(SITE, ADMINISTRATOR);
    private final RosterEditing editing = SITE.bean(RosterEditing.class);

    private static Author author() {
        return new Author(Optional.of(ADMINISTRATOR.id()), "Ilze", SITE.clock().instant());
    }

    @AfterEach
    void as_it_was() {
        SITE.database().sql("delete from absence where starts >= '2026-12-14'").update();
        SITE.database().sql("delete from cover where starts >= '2026-12-14'").update();
        SITE.database().sql("delete from roster_draft").update();
        SITE.database().sql("delete from roster_undo").update();
        administrator.postWithToken("/roster/proposals/discard", Map.of());
    }

    @Test
    void what_is_proposed_fills_the_gap_once_it_is_drafted_and_published() {
        nobodyComesToLatgale();
        assertThat(gaps()).isNotEmpty();

        var found = find();
        assertThat(found.select("#run .rows li").text()).contains("pirmdiena, 14. decembris", "visiem priekšlikumiem");
        assertThat(gaps()).as("nothing is in force by itself").isNotEmpty();

        var drafted = administrator.postWithToken("/roster/proposals/draft", seen(found));
        assertThat(drafted.headers().firstValue("Location"))
                .contains("/roster?from=2026-12-14&day=2026-12-14&by=lines");
        assertThat(gaps()).as("a draft is not in force").isNotEmpty();
        assertThat(administrator.get("/roster/proposals").body()).doesNotContain("into-draft");

        var draft = Jsoup.parse(administrator.get("/roster").body()).select("#publish");
        assertThat(draft).isNotEmpty();
        assertThat(administrator
                        .postWithToken(
                                "/roster/publish",
                                Map.of(
                                        "version",
                                                draft.select("[name=version]").val(),
                                        "seen", draft.select("[name=seen]").val()))
                        .statusCode())
                .isEqualTo(302);
        assertThat(gaps()).isEmpty();
    }

    @Test
    void who_cannot_come_meanwhile_is_left_out_with_a_word_and_what_was_seen_before_is_refused() {
        nobodyComesToLatgale();
        var found = find();
        var proposed = found.select("#run .rows .name").eachText();
        data().consultants().stream()
                .filter(each -> proposed.contains(each.name()))
                .forEach(each -> save(RosterEdit.ofAbsences(List.of(), List.of(new Absence(each.id(), DAY)))));

        var refused = administrator.postWithToken("/roster/proposals/draft", seen(found));
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(Jsoup.parse(refused.body()).select("#run .note.warn").text())
                .contains("Dežūru saraksts ir mainījies", proposed.getFirst());
        assertThat(editing.draft(ADMINISTRATOR.id()).edit().isEmpty()).isTrue();
    }

    @Test
    void whoever_has_a_draft_is_proposed_only_what_it_leaves_and_that_joins_it() {
        nobodyComesToLatgale();
        administrator.postWithToken("/roster/proposals/draft", seen(find()));
        var before = editing.draft(ADMINISTRATOR.id()).edit().covers().added();
        assertThat(before).isNotEmpty();
        assertThat(find().select("#run").text()).contains("Šajās nedēļās caurumu nav.");

        nobodyComesToLatgale(DAY.start().plusDays(1));
        var more = find();
        assertThat(more.select("#run .muted").text()).contains("Tiks pievienots jūsu melnrakstam");
        assertThat(more.select("#run .rows").text())
                .contains("otrdiena, 15. decembris")
                .doesNotContain("14. decembris");
        administrator.postWithToken("/roster/proposals/draft", seen(more));
        assertThat(editing.draft(ADMINISTRATOR.id()).edit().covers().added())
                .hasSizeGreaterThan(before.size())
                .containsAll(before);
    }

    @Test
    void a_day_that_is_too_soon_and_too_many_weeks_are_refused_at_their_fields() {
        var refused = administrator.postWithToken("/roster/proposals", Map.of("from", "26.11.2026", "weeks", "1"));
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(Jsoup.parse(refused.body()).select("#from-unread").text()).contains("27. novembris");
        assertThat(administrator
                        .postWithToken("/roster/proposals", Map.of("from", "27.11.2026", "weeks", "9"))
                        .statusCode())
                .isEqualTo(422);
    }

    private void nobodyComesToLatgale() {
        nobodyComesToLatgale(DAY.start());
    }

    private void nobodyComesToLatgale(LocalDateTime day) {
        var span = new LocalSpan(day, day.plusDays(1));
        var roster = roster();
        var line = roster.getLine(new LineId("latgale"));
        Stream.iterate(span.startsAt(), at -> at.isBefore(span.endsAt()), at -> at.plus(Duration.ofHours(1)))
                .flatMap(at -> roster.onDuty(line, at).stream())
                .distinct()
                .forEach(each -> save(RosterEdit.ofAbsences(List.of(), List.of(new Absence(each.id(), span)))));
    }

    private void save(RosterEdit edit) {
        assertThat(Edits.save(editing, edit, author())).isInstanceOf(EditResult.Done.class);
    }

    /// What the page shows when the search of that week has ended.
    private Document find() {
        assertThat(administrator
                        .postWithToken("/roster/proposals", Map.of("from", "14.12.2026", "weeks", "1"))
                        .statusCode())
                .isEqualTo(302);
        return await().atMost(Duration.ofSeconds(40))
                .until(
                        () -> Jsoup.parse(body(administrator.get("/roster/proposals"))),
                        page -> !page.select("#found-title").isEmpty());
    }

    private static String body(HttpResponse<String> page) {
        assertThat(page.statusCode()).isEqualTo(200);
        return page.body();
    }

    private static Map<String, String> seen(Document page) {
        return Map.of("seen", page.select("#run [name=seen]").val());
    }

    private RosterData data() {
        return editing.roster(SITE.clock().instant());
    }

    private Roster roster() {
        return new Roster(data(), SITE.bean(Holidays.class));
    }

    private List<CoverageGap> gaps() {
        var roster = roster();
        return CoverageGaps.of(roster, roster.getLine(new LineId("latgale")), DAY.startsAt(), DAY.endsAt());
    }
}
