package lv.helpline.notification;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.internet.MimeMessage;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import lv.helpline.accounts.Role;
import lv.helpline.callout.CalloutMailComposer;
import lv.helpline.callout.CalloutReason;
import lv.helpline.callout.Callouts;
import lv.helpline.roster.DutyScope;
import lv.helpline.roster.LineId;
import lv.helpline.roster.LocalSpan;
import lv.helpline.roster.Region;
import lv.helpline.routing.SnapshotSource;
import lv.helpline.testing.pages.Site;
import lv.helpline.testing.pages.Slice;
import org.junit.jupiter.api.Test;

/// What is amiss is mailed to coordinators and administrators, with a subject that says nothing.
class CalloutMailsIT {

    private static final Site SITE = Slice.shared();
    private static final LocalSpan TODAY =
            new LocalSpan(LocalDateTime.parse("2026-11-24T10:00"), LocalDateTime.parse("2026-11-24T17:00"));

    @Test
    void an_alert_is_mailed_to_coordinators_and_not_to_consultants() throws Exception {
        var coordinator = SITE.somebody(Role.COORDINATOR);
        var consultant = SITE.somebody(Role.CONSULTANT);
        var alert = new CalloutReason.Alert(
                CalloutReason.Kind.LINE_EMPTY,
                Optional.of(new LineId("riga-evening")),
                Optional.empty(),
                Optional.of(TODAY));
        var roster = SITE.bean(SnapshotSource.class).current().orElseThrow().roster();
        SITE.mail().purgeEmailFromAllMailboxes();

        SITE.bean(Callouts.class)
                .raise(
                        alert,
                        SITE.bean(CalloutMailComposer.class).raised(alert, roster),
                        SITE.clock().instant());

        SITE.deliverMails();
        var mail = to(coordinator.email()).getFirst();
        assertThat(mail.getSubject()).isEqualTo("Dežūra");
        assertThat(mail.getContent().toString())
                .as("where and when, and of a line no more than its region")
                .startsWith("Uz līnijas nav neviena dežuranta: Rīga, otrdiena, 24. novembris, 10:00–17:00.")
                .doesNotContain(roster.getLine(new LineId("riga-evening")).name(), "67898343");
        assertThat(to(consultant.email())).isEmpty();
    }

    @Test
    void who_took_a_cover_is_told_to_everybody_concerned() {
        var coordinator = SITE.somebody(Role.COORDINATOR);
        var search = new CalloutReason.SeekCover(new DutyScope.OfRegion(Region.LATGALE), TODAY);
        var roster = SITE.bean(SnapshotSource.class).current().orElseThrow().roster();
        var by = roster.data().consultants().getFirst();

        assertThat(SITE.bean(CalloutMailComposer.class).takenOver(search, by.id(), roster))
                .filteredOn(mail -> mail.to().equals(coordinator.email()))
                .singleElement()
                .satisfies(mail -> {
                    assertThat(mail.subject()).isEqualTo("Dežūra");
                    assertThat(mail.text()).contains("Latgale, otrdiena, 24. novembris, 10:00–17:00", by.name());
                });
    }

    private static List<MimeMessage> to(String address) {
        return Stream.of(SITE.mail().getReceivedMessages())
                .filter(message -> {
                    try {
                        return message.getAllRecipients()[0].toString().equals(address);
                    } catch (jakarta.mail.MessagingException unreadable) {
                        throw new IllegalStateException(unreadable);
                    }
                })
                .toList();
    }
}
