package lv.helpline.recordings.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import lv.helpline.audit.AuditSubject;
import lv.helpline.audit.AuditValue;
import lv.helpline.audit.Author;
import lv.helpline.audit.Change;
import lv.helpline.audit.jdbc.AuditedTransaction;
import lv.helpline.audit.jdbc.JdbcAudit;
import lv.helpline.recordings.Catalogue;
import lv.helpline.recordings.PromptAudioCheck;
import lv.helpline.recordings.Recordings;
import lv.helpline.roster.Language;
import lv.helpline.shared.EditResult;
import lv.helpline.shared.jdbc.EnumCodes;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Recordings as rows, the sound in a column of its own that lists do not read.
@Component
final class JdbcRecordings implements Recordings {

    /// Everything but the sound.
    private static final String LISTED = """
        select recording.id, recording.language, prompt, words, sha256, milliseconds, way, maker.name as maker,
            speaker.name as speaker, made_at, accepter.name as accepter, accepted_at, outcome
        from recording
            join account as maker on maker.id = made_by
            left join consultant as speaker on speaker.id = spoken_by
            left join account as accepter on accepter.id = accepted_by
        """;

    private final JdbcClient jdbc;
    private final AuditedTransaction auditedTransaction;
    private final JdbcAudit audit;

    JdbcRecordings(JdbcClient jdbc, AuditedTransaction auditedTransaction, JdbcAudit audit) {
        this.jdbc = jdbc;
        this.auditedTransaction = auditedTransaction;
        this.audit = audit;
    }

    @Override
    public List<Recording> all() {
        return jdbc.sql(LISTED + "order by recording.language, prompt, accepted_at nulls last")
                .query(JdbcRecordings::recording)
                .list();
    }

    private Optional<Recording> find(int id) {
        return jdbc.sql(LISTED + "where recording.id = :id for update of recording")
                .param("id", id)
                .query(JdbcRecordings::recording)
                .optional();
    }

    @Override
    public Optional<byte[]> sound(int id) {
        return jdbc.sql("select sound from recording where id = :id")
                .param("id", id)
                .query((row, number) -> row.getBytes("sound"))
                .optional();
    }

    @Override
    public EditResult propose(
            Language language,
            Catalogue.Prompt prompt,
            String words,
            PromptAudioCheck.Fit sound,
            Origin origin,
            Author author) {
        var speaker = origin instanceof Origin.DutyLine(var consultant) ? consultant.value() : null;
        return auditedTransaction.run(() -> {
            jdbc.sql("delete from recording where language = :language and prompt = :prompt and accepted_at is null")
                    .param("language", language.code())
                    .param("prompt", prompt.id())
                    .update();
            var id = jdbc.sql("""
                insert into recording
                    (language, prompt, words, sound, sha256, milliseconds, way, spoken_by, made_by, made_at)
                values (:language, :prompt, :words, :sound, encode(sha256(:sound), 'hex'), :length, :way, :speaker,
                    :by, :at)
                returning id\
                """)
                    .param("language", language.code())
                    .param("prompt", prompt.id())
                    .param("words", words)
                    .param("sound", sound.wav())
                    .param("length", sound.spoken().toMillis())
                    .param("way", EnumCodes.of(origin.way()))
                    .param("speaker", speaker, Types.SMALLINT)
                    .param("by", author.account().orElseThrow().value())
                    .param("at", author.at().atOffset(ZoneOffset.UTC))
                    .query(Integer.class)
                    .single();
            return noted("recording-made", find(id).orElseThrow(), author);
        });
    }

    @Override
    public EditResult accept(int id, Author author) {
        return auditedTransaction.run(() -> {
            var waiting = find(id).filter(recording -> recording.accepted().isEmpty());
            if (waiting.isEmpty()) {
                return new EditResult.Outdated();
            }
            jdbc.sql("delete from recording where language = :language and prompt = :prompt and id <> :id")
                    .param("language", waiting.get().language().code())
                    .param("prompt", waiting.get().prompt())
                    .param("id", id)
                    .update();
            jdbc.sql("update recording set accepted_by = :by, accepted_at = :at where id = :id")
                    .param("by", author.account().orElseThrow().value())
                    .param("at", author.at().atOffset(ZoneOffset.UTC))
                    .param("id", id)
                    .update();
            return noted("recording-accepted", waiting.get(), author);
        });
    }

    @Override
    public boolean tell(Language language, String prompt, String sha256, Outcome outcome) {
        return jdbc.sql("""
            update recording set outcome = :outcome
            where language = :language and prompt = :prompt and sha256 = :sha256 and accepted_at is not null\
            """)
                        .param("outcome", outcome.word())
                        .param("language", language.code())
                        .param("prompt", prompt)
                        .param("sha256", sha256)
                        .update()
                > 0;
    }

    @Override
    public EditResult remove(int id, Author author) {
        return auditedTransaction.run(() -> {
            var gone = find(id);
            if (gone.isEmpty()) {
                return new EditResult.Outdated();
            }
            jdbc.sql("delete from recording where id = :id").param("id", id).update();
            return noted(
                    gone.get().accepted().isPresent() ? "recording-withdrawn" : "recording-discarded",
                    gone.get(),
                    author);
        });
    }

    private EditResult noted(String action, Recording recording, Author author) {
        audit.write(
                author,
                action,
                AuditSubject.recording(recording.id()),
                List.of(
                        Change.added("prompt", new AuditValue.Text(recording.language() + "/" + recording.prompt())),
                        Change.added("sha256", new AuditValue.Text(recording.sha256()))));
        return new EditResult.Done(Integer.toString(recording.id()));
    }

    private static Recording recording(ResultSet row, int number) throws SQLException {
        return new Recording(
                row.getInt("id"),
                new Language(row.getString("language")),
                row.getString("prompt"),
                row.getString("words"),
                row.getString("sha256"),
                Duration.ofMillis(row.getInt("milliseconds")),
                EnumCodes.constant(Way.class, row.getString("way")),
                row.getString("maker"),
                Optional.ofNullable(row.getString("speaker")),
                row.getObject("made_at", OffsetDateTime.class).toInstant(),
                accepted(row));
    }

    private static Optional<Accepted> accepted(ResultSet row) throws SQLException {
        var at = row.getObject("accepted_at", OffsetDateTime.class);
        return at == null
                ? Optional.empty()
                : Optional.of(new Accepted(
                        row.getString("accepter"),
                        at.toInstant(),
                        Optional.ofNullable(row.getString("outcome"))
                                .map(word -> EnumCodes.constant(Outcome.class, word))));
    }
}
