package lv.helpline.planning.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lv.helpline.accounts.Account;
import lv.helpline.accounts.Role;
import lv.helpline.audit.Audit;
import lv.helpline.mail.Outbox;
import lv.helpline.planning.Edits;
import lv.helpline.planning.RosterEditing;
import lv.helpline.roster.ConsultantId;
import lv.helpline.roster.Cover;
import lv.helpline.roster.DutyScope;
import lv.helpline.roster.LocalSpan;
import lv.helpline.roster.Region;
import lv.helpline.roster.edit.RosterEdit;
import lv.helpline.testing.pages.Site;
import lv.helpline.testing.pages.Slice;
import lv.helpline.testing.pages.Stranger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Who could not be told of a change of their duties stands on the roster until somebody has told them.
class UntoldChangesIT {

    private static final Site SITE = Slice.shared();
    private static final Account ADMINISTRATOR = SITE.somebody(Role.ADMINISTRATOR);
    private static final String NAMED = "/roster/untold/7/told";
    private static final ConsultantId VITA = new ConsultantId(7);

    private final Stranger administrator = Stranger.signedIn(SITE, ADMINISTRATOR);
    private final Outbox outbox = SITE.bean(Outbox.class);

    @AfterEach
    void tell_everybody() {
        for (var table : List.of("untold_change", "mail where tells = 7", "cover where starts = '2026-12-02 09:00'")) {
            SITE.books().sql("delete from " + table).update();
        }
    }

    @Test
    void who_has_no_account_is_named_until_somebody_says_that_they_know() {
        var cover = new Cover(
                VITA,
                new DutyScope.OfRegion(Region.LATGALE),
                new LocalSpan(LocalDateTime.parse("2026-12-02T09:00"), LocalDateTime.parse("2026-12-02T17:00")));
        Edits.save(
                SITE.bean(RosterEditing.class),
                RosterEdit.ofCovers(List.of(), List.of(cover)),
                ADMINISTRATOR.author(SITE.clock().instant()));
        assertThat(administrator.get("/roster").body()).contains("Vēl nezina", NAMED, "nav konta, tāpēc nav vēstules");
        assertThat(administrator.get("/roster?by=people").body())
                .as("it stands")
                .contains(NAMED);

        assertThat(administrator.follow(told()).body()).contains("cilvēks zina").doesNotContain(NAMED);
        assertThat(SITE.bean(Audit.class).newest(Optional.empty(), 1).getFirst().action())
                .isEqualTo("person-told");
        assertThat(administrator.follow(told()).body()).contains("Kāds to jau ir atzīmējis");
    }

    @Test
    void whose_mail_is_not_sent_is_named_as_long_as_it_is_not() {
        var now = SITE.clock().instant();
        var mail = new Outbox.Mail("vita@example.org", "Dežūra", "Rīt").telling(VITA);
        outbox.add(mail, now.minus(Duration.ofMinutes(14)));
        assertThat(administrator.get("/roster").body()).as("it may be sent yet").doesNotContain(NAMED);
        outbox.add(mail, now.minus(Duration.ofMinutes(16)));
        assertThat(administrator.get("/roster").body()).contains(NAMED, "neizdevās nosūtīt");
        outbox.send(now, _ -> {});
        assertThat(administrator.get("/roster").body()).as("once it is sent").doesNotContain(NAMED);

        outbox.add(mail, now.minus(Duration.ofHours(25)));
        outbox.giveUp(now);
        assertThat(administrator.get("/roster").body())
                .as("once it is given up")
                .contains(NAMED, "neizdevās nosūtīt");
        told();
        assertThat(administrator.get("/roster").body()).doesNotContain(NAMED);
    }

    private HttpResponse<String> told() {
        return administrator.postWithToken("/roster/untold/7/told", Map.of());
    }
}
