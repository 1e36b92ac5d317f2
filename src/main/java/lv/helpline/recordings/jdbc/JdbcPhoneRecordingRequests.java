package lv.helpline.recordings.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import lv.helpline.audit.AccountId;
import lv.helpline.audit.AuditSubject;
import lv.helpline.audit.AuditValue;
import lv.helpline.audit.Author;
import lv.helpline.audit.Change;
import lv.helpline.audit.jdbc.AuditedTransaction;
import lv.helpline.audit.jdbc.JdbcAudit;
import lv.helpline.recordings.Catalogue;
import lv.helpline.recordings.PhoneRecordingRequests;
import lv.helpline.recordings.PromptAudioCheck;
import lv.helpline.recordings.Recordings;
import lv.helpline.roster.ConsultantId;
import lv.helpline.roster.Language;
import lv.helpline.shared.EditResult;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Takes as rows, which are there as long as somebody waits for them.
@Component
final class JdbcPhoneRecordingRequests implements PhoneRecordingRequests {

    private static final String LISTED = """
        select take.id, take.language, prompt, take.consultant, consultant.name, asked_by,
            asked_at, kept_at, fault
        from take
            join consultant on consultant.id = take.consultant
        where (kept_at is not null or asked_at > :since)
        """;

    private final JdbcClient jdbc;
    private final AuditedTransaction auditedTransaction;
    private final JdbcAudit audit;
    private final Recordings recordings;

    JdbcPhoneRecordingRequests(
            JdbcClient jdbc, AuditedTransaction auditedTransaction, JdbcAudit audit, Recordings recordings) {
        this.jdbc = jdbc;
        this.auditedTransaction = auditedTransaction;
        this.audit = audit;
        this.recordings = recordings;
    }

    @Override
    public List<Speaker> speakers() {
        return jdbc.sql("select id, name from consultant where pin_hash is not null order by name, id")
                .query((row, number) -> new Speaker(new ConsultantId(row.getInt("id")), row.getString("name")))
                .list();
    }

    @Override
    public Optional<Take> of(Language language, Catalogue.Prompt prompt, Instant at) {
        return listed("and take.language = :language and prompt = :prompt", at)
                .param("language", language.code())
                .param("prompt", prompt.id())
                .query(JdbcPhoneRecordingRequests::read)
                .optional();
    }

    @Override
    public Optional<Take> of(ConsultantId consultant, Instant at) {
        return listed("and take.consultant = :consultant and kept_at is null", at)
                .param("consultant", consultant.value())
                .query(JdbcPhoneRecordingRequests::read)
                .optional();
    }

    @Override
    public Optional<Take> find(UUID id, Instant at) {
        return listed("and take.id = :id and fault is null", at)
                .param("id", id)
                .query(JdbcPhoneRecordingRequests::read)
                .optional();
    }

    @Override
    public EditResult ask(Language language, Catalogue.Prompt prompt, ConsultantId consultant, Author author) {
        return auditedTransaction.run(() -> {
            jdbc.sql("""
                delete from take
                where (consultant = :consultant or language = :language and prompt = :prompt)
                    and (fault is not null or kept_at is null and asked_at <= :since)\
                """)
                    .param("consultant", consultant.value())
                    .param("language", language.code())
                    .param("prompt", prompt.id())
                    .param("since", since(author.at()))
                    .update();
            var rows = jdbc.sql("""
                insert into take (language, prompt, consultant, asked_by, asked_at)
                select :language, :prompt, id, :by, :at from consultant where id = :consultant and pin_hash is not null\
                """)
                    .param("language", language.code())
                    .param("prompt", prompt.id())
                    .param("consultant", consultant.value())
                    .param("by", author.account().orElseThrow().value())
                    .param("at", author.at().atOffset(ZoneOffset.UTC))
                    .update();
            return rows == 0
                    ? new EditResult.Outdated()
                    : noted("take-asked", language, prompt.id(), consultant, author);
        });
    }

    @Override
    public EditResult withdraw(Language language, Catalogue.Prompt prompt, Author author) {
        return auditedTransaction.run(() -> jdbc.sql("""
            delete from take where language = :language and prompt = :prompt and fault is null
            returning consultant\
            """)
                .param("language", language.code())
                .param("prompt", prompt.id())
                .query(Integer.class)
                .optional()
                .map(consultant ->
                        noted("take-taken-back", language, prompt.id(), new ConsultantId(consultant), author))
                .orElse(new EditResult.Outdated()));
    }

    @Override
    public boolean keep(UUID id, ConsultantId consultant, Instant at) {
        var open = of(consultant, at).filter(take -> take.id().equals(id));
        open.ifPresent(take -> auditedTransaction.run(() -> {
            var rows = jdbc.sql("update take set kept_at = :at where id = :id and kept_at is null")
                    .param("at", at.atOffset(ZoneOffset.UTC))
                    .param("id", id)
                    .update();
            return rows == 0
                    ? new EditResult.Outdated()
                    : noted("take-kept", take.language(), take.prompt(), consultant, Author.byPhone(consultant, at));
        }));
        return find(id, at)
                .filter(take -> take.isKept() && take.consultant().equals(consultant))
                .isPresent();
    }

    @Override
    public EditResult bring(
            Take take, Catalogue.Prompt prompt, String words, PromptAudioCheck promptAudioCheck, Instant at) {
        return switch (promptAudioCheck) {
            case PromptAudioCheck.Unfit(var rule) -> {
                jdbc.sql("update take set fault = :rule where id = :id and kept_at is not null")
                        .param("rule", rule)
                        .param("id", take.id())
                        .update();
                yield new EditResult.Refused(rule);
            }
            case PromptAudioCheck.Fit fit ->
                auditedTransaction.run(() -> {
                    var rows = jdbc.sql("delete from take where id = :id and kept_at is not null")
                            .param("id", take.id())
                            .update();
                    var author = new Author(take.asked().account(), take.asked().name(), at);
                    return rows == 0
                            ? new EditResult.Outdated()
                            : recordings.propose(
                                    take.language(),
                                    prompt,
                                    words,
                                    fit,
                                    new Recordings.Origin.DutyLine(take.consultant()),
                                    author);
                });
        };
    }

    private JdbcClient.StatementSpec listed(String which, Instant at) {
        return jdbc.sql(LISTED + which).param("since", since(at));
    }

    private EditResult noted(String action, Language language, String prompt, ConsultantId consultant, Author author) {
        audit.write(
                author,
                action,
                AuditSubject.of(consultant),
                List.of(Change.added("prompt", new AuditValue.Text(language + "/" + prompt))));
        return new EditResult.Done(prompt);
    }

    private static OffsetDateTime since(Instant at) {
        return at.minus(OPEN).atOffset(ZoneOffset.UTC);
    }

    private static Take read(ResultSet row, int number) throws SQLException {
        return new Take(
                row.getObject("id", UUID.class),
                new Language(row.getString("language")),
                row.getString("prompt"),
                new ConsultantId(row.getInt("consultant")),
                row.getString("name"),
                new Author(
                        Optional.of(new AccountId(row.getInt("asked_by"))),
                        "account " + row.getInt("asked_by"),
                        row.getObject("asked_at", OffsetDateTime.class).toInstant()),
                row.getObject("kept_at") != null,
                Optional.ofNullable(row.getString("fault")));
    }
}
