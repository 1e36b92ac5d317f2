package lv.helpline.jdbc;

import java.util.List;
import lv.helpline.admin.Accounts;
import lv.helpline.admin.AtFirst;
import lv.helpline.admin.AuditKeys;
import lv.helpline.admin.Calendar;
import lv.helpline.admin.Desk;
import lv.helpline.admin.DutyLine;
import lv.helpline.admin.Feeds;
import lv.helpline.admin.Guesses;
import lv.helpline.admin.Lines;
import lv.helpline.admin.MissedSeries;
import lv.helpline.admin.NumberCodes;
import lv.helpline.admin.Outbox;
import lv.helpline.admin.OutsideHelps;
import lv.helpline.admin.Pauses;
import lv.helpline.admin.People;
import lv.helpline.admin.Pins;
import lv.helpline.admin.Recordings;
import lv.helpline.admin.Reminders;
import lv.helpline.admin.Rota;
import lv.helpline.admin.SentForms;
import lv.helpline.admin.Swaps;
import lv.helpline.admin.Takes;
import lv.helpline.admin.Tokens;
import lv.helpline.admin.Wishes;
import lv.helpline.calllog.RecentAttempts;
import lv.helpline.duty.Holidays;
import lv.helpline.duty.PauseBook;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

/// What people edit, on the pages and by phone. No call needs any of it.
@Configuration(proxyBeanMethods = false)
public class AdminConfiguration {

    private static final Logger LOG = LoggerFactory.getLogger(AdminConfiguration.class);

    @Bean
    JdbcAudit audit(JdbcClient jdbc, PlatformTransactionManager transactions, Environment settings) {
        return new JdbcAudit(jdbc, transactions, keysOrNone(settings));
    }

    /// A router starts whatever is wrong with its key, for calls need no audit.
    private static AuditKeys keysOrNone(Environment settings) {
        try {
            return AuditCheck.keys(settings);
        } catch (IllegalArgumentException wrong) {
            LOG.error("The audit is signed by no key. {}", wrong.getMessage());
            return AuditKeys.NONE;
        }
    }

    @Bean
    Edits edits(PlatformTransactionManager transactions) {
        return new Edits(transactions);
    }

    @Bean
    Accounts accounts(JdbcClient jdbc, Edits edits, JdbcAudit audit) {
        return new JdbcAccounts(jdbc, edits, audit);
    }

    @Bean
    Calendar calendar(JdbcClient jdbc, Edits edits, JdbcAudit audit) {
        return new JdbcCalendar(jdbc, edits, audit);
    }

    @Bean
    Lines lines(JdbcClient jdbc, Edits edits, JdbcAudit audit) {
        return new JdbcLines(jdbc, edits, audit);
    }

    @Bean
    People people(JdbcClient jdbc, Edits edits, JdbcAudit audit, Accounts accounts, Rota rota) {
        return new JdbcPeople(jdbc, edits, audit, accounts, rota);
    }

    @Bean
    Tokens tokens(JdbcClient jdbc, Edits edits, JdbcAudit audit) {
        return new JdbcTokens(jdbc, edits, audit);
    }

    @Bean
    Guesses guesses(JdbcClient jdbc) {
        return new JdbcGuesses(jdbc);
    }

    @Bean
    SentForms sentForms(JdbcClient jdbc) {
        return new JdbcSentForms(jdbc);
    }

    @Bean
    AtFirstRunner atFirst(List<AtFirst> all) {
        return new AtFirstRunner(all);
    }

    @Bean
    Desk desk(JdbcClient jdbc, Edits edits, JdbcRota rota) {
        return new JdbcDesk(jdbc, edits, rota);
    }

    @Bean
    JdbcRota rota(JdbcClient jdbc, Books books, Edits edits, JdbcAudit audit, Outbox outbox) {
        return new JdbcRota(jdbc, books, edits, audit, outbox);
    }

    @Bean
    Pauses pauses(JdbcClient jdbc, Edits edits, JdbcAudit audit) {
        return new JdbcPauses(jdbc, edits, audit);
    }

    @Bean
    RecentAttempts recentAttempts(JdbcClient jdbc) {
        return new JdbcRecentAttempts(jdbc);
    }

    @Bean
    SlowHashes slowHashes() {
        return new SlowHashes();
    }

    @Bean
    Pins pins(JdbcClient jdbc, PlatformTransactionManager transactions, JdbcAudit audit, SlowHashes hashes) {
        return new JdbcPins(jdbc, transactions, audit, hashes);
    }

    @Bean
    NumberCodes numberCodes(
            JdbcClient jdbc, PlatformTransactionManager transactions, JdbcAudit audit, SlowHashes hashes) {
        return new JdbcNumberCodes(jdbc, transactions, audit, hashes);
    }

    @Bean
    DutyLine dutyLine(Pins pins, Pauses pauses, JdbcRota rota, Holidays holidays, Takes takes) {
        return new DutyLine(pins, pauses, rota, holidays, takes);
    }

    @Bean
    Outbox outbox(JdbcClient jdbc, PlatformTransactionManager transactions) {
        return new JdbcOutbox(jdbc, transactions);
    }

    @Bean
    PauseBook pauseBook(JdbcClient jdbc, Pauses pauses) {
        return new JdbcPauseBook(jdbc, pauses);
    }

    @Bean
    JdbcErrands errands(
            JdbcClient jdbc, PlatformTransactionManager transactions, Edits edits, JdbcAudit audit, Outbox outbox) {
        return new JdbcErrands(jdbc, transactions, edits, audit, outbox);
    }

    @Bean
    OutsideHelps outsideHelps(JdbcClient jdbc, Edits edits, JdbcAudit audit) {
        return new JdbcOutsideHelps(jdbc, edits, audit);
    }

    @Bean
    Recordings recordings(JdbcClient jdbc, Edits edits, JdbcAudit audit) {
        return new JdbcRecordings(jdbc, edits, audit);
    }

    @Bean
    Takes takes(JdbcClient jdbc, Edits edits, JdbcAudit audit, Recordings recordings) {
        return new JdbcTakes(jdbc, edits, audit, recordings);
    }

    @Bean
    Wishes wishes(JdbcClient jdbc, Edits edits, JdbcAudit audit) {
        return new JdbcWishes(jdbc, edits, audit);
    }

    @Bean
    Swaps swaps(JdbcClient jdbc, Edits edits, JdbcAudit audit, Outbox outbox, Rota rota) {
        return new JdbcSwaps(jdbc, edits, audit, outbox, rota);
    }

    @Bean
    Feeds feeds(JdbcClient jdbc, Edits edits, JdbcAudit audit) {
        return new JdbcFeeds(jdbc, edits, audit);
    }

    @Bean
    Reminders reminders(JdbcClient jdbc, Outbox outbox, PlatformTransactionManager transactions) {
        return new JdbcReminders(jdbc, outbox, transactions);
    }

    @Bean
    MissedSeries missedSeries(JdbcClient jdbc, Books books, Outbox outbox, PlatformTransactionManager transactions) {
        return new JdbcMissedSeries(jdbc, books, outbox, transactions);
    }

    @Bean
    Accounts.Links links(JdbcClient jdbc) {
        return new JdbcLinks(jdbc);
    }
}
