package lv.helpline.planning.web;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import lv.helpline.accounts.Account;
import lv.helpline.accounts.Accounts;
import lv.helpline.accounts.Role;
import lv.helpline.audit.Audit;
import lv.helpline.audit.Author;
import lv.helpline.mail.MailboxProperties;
import lv.helpline.mail.Outbox;
import lv.helpline.mail.ReturnedMails;
import lv.helpline.planning.Edits;
import lv.helpline.planning.RosterEditing;
import lv.helpline.roster.ConsultantId;
import lv.helpline.roster.Cover;
import lv.helpline.roster.DutyScope;
import lv.helpline.roster.LocalSpan;
import lv.helpline.roster.Region;
import lv.helpline.roster.edit.RosterEdit;
import lv.helpline.shared.EditResult;
import lv.helpline.testing.pages.Site;
import lv.helpline.testing.pages.Slice;
import lv.helpline.testing.pages.Stranger;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Who could not be told of a change of their duties stands on the roster until somebody has told them.
class UntoldChangesIT {

    private static final Site SITE = Slice.shared();
    private static final Account ADMINISTRATOR = SITE.somebody(Role.ADMINISTRATOR);
    private static final String NAMED = "/roster/untold/7/told";
    private static final ConsultantId VITA = new ConsultantId(7);
    private static final String INVITED = "vita-invited@example.org";

    private final Stranger administrator = Stranger.signedIn(SITE, ADMINISTRATOR);
    private final Outbox outbox = SITE.bean(Outbox.class);

    @AfterEach
    void tell_everybody() {
        for (var table : List.of(
                "untold_change",
                "mail where tells = 7",
                "sent_mail where tells = 7",
                "cover where starts = '2026-12-02 09:00'")) {
            SITE.database().sql("delete from " + table).update();
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
        outbox.send(now, (_, _) -> {});
        assertThat(administrator.get("/roster").body()).as("once it is sent").doesNotContain(NAMED);

        outbox.add(mail, now.minus(Duration.ofHours(25)));
        outbox.giveUp(now);
        assertThat(administrator.get("/roster").body())
                .as("once it is given up")
                .contains(NAMED, "neizdevās nosūtīt");
        told();
        assertThat(administrator.get("/roster").body()).doesNotContain(NAMED);
    }

    /// A server takes the mail and sends it back later, as Postfix does.
    @Test
    void whose_mail_comes_back_is_named_until_somebody_says_that_they_know() throws Exception {
        var server = new GreenMail(new ServerSetup(0, "127.0.0.1", "imap"));
        server.start();
        try {
            var mailbox = server.setUser("dezura@example.org", "dezura@example.org", "secret");
            var returned = returnedTo(server);
            var now = SITE.clock().instant();
            outbox.add(new Outbox.Mail("vita-away@example.org", "Dežūra", "Rīt").telling(VITA), now);
            outbox.add(new Outbox.Mail("olga-away@example.org", "Dežūra", "Saite"), now);
            SITE.deliverMails();
            var changed = SITE.mailTo("vita-away@example.org").getMessageID();
            var link = SITE.mailTo("olga-away@example.org").getMessageID();

            mailbox.deliver(malformed());
            mailbox.deliver(notification("delayed", changed));
            mailbox.deliver(notification("failed", "<" + UUID.randomUUID() + "@example.org>"));
            mailbox.deliver(notification("failed", link));
            mailbox.deliver(GreenMailUtil.createTextEmail(
                    "dezura@example.org",
                    "vita@example.org",
                    changed,
                    "",
                    server.getImap().getServerSetup()));
            returned.round();
            assertThat(administrator.get("/roster").body())
                    .as("it may arrive yet")
                    .doesNotContain(NAMED);

            mailbox.deliver(notification("failed", changed));
            returned.round();
            assertThat(administrator.get("/roster").body()).contains(NAMED, "neizdevās nosūtīt");
            assertThat(server.getReceivedMessages())
                    .as("what is none of ours, and what may arrive yet")
                    .hasSize(3);

            told();
            mailbox.deliver(notification("failed", changed));
            returned.round();
            assertThat(administrator.get("/roster").body()).as("told already").doesNotContain(NAMED);
        } finally {
            server.stop();
        }
    }

    @Test
    void an_invitation_is_said_to_be_sent_to_have_come_back_and_to_be_opened() throws Exception {
        var server = new GreenMail(new ServerSetup(0, "127.0.0.1", "imap"));
        server.start();
        try {
            var mailbox = server.setUser("dezura@example.org", "dezura@example.org", "secret");
            var added = SITE.bean(Accounts.class)
                    .add(
                            INVITED,
                            "Vita",
                            Role.CONSULTANT,
                            Optional.of(VITA),
                            Author.router(SITE.clock().instant()));
            var account = "/accounts/" + ((EditResult.Done) added).id();
            var once = Jsoup.parse(administrator.get(account).body())
                    .select("form[action$=/invite] [name=once]")
                    .val();
            administrator.postWithToken(account + "/invite", Map.of("once", once));
            var mail = SITE.mailTo(INVITED);
            assertThat(accountOfVita()).isEqualTo("Uzaicinājums nosūtīts, vēl nav atvērts");

            mailbox.deliver(notification("failed", mail.getMessageID()));
            returnedTo(server).round();
            assertThat(accountOfVita()).isEqualTo("Uzaicinājuma vēstule atgriezās: pārbaudiet adresi");

            var token = Site.linkIn(mail).substring("/link/".length());
            assertThat(new Stranger(SITE).post("/link", Map.of("token", token)).statusCode())
                    .isEqualTo(302);
            assertThat(accountOfVita()).isEqualTo("Uzaicinājums atvērts, piekļuves atslēgas vēl nav");
        } finally {
            server.stop();
            SITE.database()
                    .sql("delete from sign_in_link where account = (select id from account where email = :email)")
                    .param("email", INVITED)
                    .update();
            SITE.database()
                    .sql("delete from account where email = :email")
                    .param("email", INVITED)
                    .update();
        }
    }

    private String accountOfVita() {
        return Jsoup.parse(administrator.get("/people").body())
                .select(".rows li:has(a[href=/people/7]) .step")
                .get(2)
                .text();
    }

    private ReturnedMails returnedTo(GreenMail server) {
        return new ReturnedMails(
                outbox,
                SITE.bean(Accounts.Links.class),
                SITE.clock(),
                new MailboxProperties("127.0.0.1", server.getImap().getPort(), false),
                "dezura@example.org",
                "secret");
    }

    /// Whose parts are not where it says.
    private static MimeMessage malformed() throws MessagingException {
        return new MimeMessage((Session) null, new ByteArrayInputStream("""
                        MIME-Version: 1.0
                        Content-Type: multipart/report; boundary="there is none"

                        --part
                        """.replace("\n", "\r\n")
                .getBytes(US_ASCII)));
    }

    private static MimeMessage notification(String action, String id) throws MessagingException {
        return new MimeMessage((Session) null, new ByteArrayInputStream("""
                        From: MAILER-DAEMON@mail.example.org
                        To: dezura@example.org
                        Subject: Undelivered Mail Returned to Sender
                        MIME-Version: 1.0
                        Content-Type: multipart/report; report-type=delivery-status; boundary="part"

                        --part
                        Content-Type: text/plain; charset=us-ascii

                        I'm sorry to have to inform you that your message could not be delivered.

                        --part
                        Content-Type: message/delivery-status

                        Reporting-MTA: dns; mail.example.org
                        Arrival-Date: Tue, 24 Nov 2026 10:00:00 +0200 (EET)

                        Final-Recipient: rfc822; vita@example.org
                        Action: %s
                        Status: 5.1.1

                        --part
                        Content-Type: message/rfc822

                        From: dezura@example.org
                        To: vita@example.org
                        Message-ID: %s
                        Subject: Duty

                        Tomorrow

                        --part--
                        """.formatted(action, id)
                .replace("\n", "\r\n")
                .getBytes(US_ASCII)));
    }

    private HttpResponse<String> told() {
        return administrator.postWithToken("/roster/untold/7/told", Map.of());
    }
}
