package lv.helpline.calllog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import lv.helpline.calllog.CallLog.CallLogUnavailable;
import lv.helpline.roster.ConsultantId;
import lv.helpline.roster.Language;
import org.junit.jupiter.api.Test;

/// What every call log promises.
public interface CallLogContract {

    CallLog log();

    List<CallRecord> storedRecords();

    List<Attempt> storedAttempts();

    void becomesUnavailable();

    @Test
    default void stores_a_record_as_it_is() {
        log().store(List.of(answered(), lost()), List.of());
        assertThat(storedRecords()).containsExactlyInAnyOrder(answered(), lost());
    }

    @Test
    default void stores_an_attempt_before_its_call() {
        log().store(List.of(), List.of(attempt(Attempt.Result.TAKEN)));
        assertThat(storedAttempts()).containsExactly(attempt(Attempt.Result.TAKEN));
    }

    @Test
    default void takes_the_same_batch_again_and_stores_it_once() {
        var records = List.of(answered(), lost());
        var attempts = List.of(attempt(Attempt.Result.TAKEN));
        log().store(records, attempts);
        log().store(records, attempts);
        assertThat(storedRecords()).hasSize(2);
        assertThat(storedAttempts()).hasSize(1);
    }

    @Test
    default void leaves_what_is_stored_as_it_is() {
        log().store(List.of(answered()), List.of(attempt(Attempt.Result.TAKEN)));
        log().store(List.of(withOutcome(Outcome.UNKNOWN)), List.of(attempt(Attempt.Result.CANCELLED)));
        assertThat(storedRecords()).containsExactly(answered());
        assertThat(storedAttempts()).containsExactly(attempt(Attempt.Result.TAKEN));
    }

    @Test
    default void stores_the_first_of_doubles_in_one_batch() {
        log().store(List.of(answered(), withOutcome(Outcome.UNKNOWN)), List.of());
        assertThat(storedRecords()).containsExactly(answered());
    }

    @Test
    default void takes_an_empty_batch() {
        log().store(List.of(), List.of());
        assertThat(storedRecords()).isEmpty();
    }

    @Test
    default void says_when_it_is_unavailable_without_quoting_a_record() {
        becomesUnavailable();
        assertThatExceptionOfType(CallLogUnavailable.class)
                .isThrownBy(() -> log().store(List.of(answered()), List.of()))
                .withMessage("the call log cannot be written now");
    }

    static CallRecord answered() {
        return withOutcome(Outcome.ANSWERED);
    }

    static CallRecord withOutcome(Outcome outcome) {
        return new CallRecord(
                UUID.fromString("6f1c2d9e-0a4b-4c3d-8e5f-a1b2c3d4e5f6"),
                Optional.of("25723222"),
                Instant.parse("2026-11-24T08:00:00Z"),
                DecidedBy.ROUTER,
                List.of("opening-hours", "on-duty", "all-at-once"),
                Optional.of(Language.LATVIAN),
                outcome,
                Optional.of(new ConsultantId(4)),
                Optional.of(Instant.parse("2026-11-24T08:00:12Z")),
                Instant.parse("2026-11-24T08:10:00Z"));
    }

    /// A call of which little is known.
    static CallRecord lost() {
        return new CallRecord(
                UUID.fromString("0b7e5a51-7d0c-4d54-9d3e-5f0e8a9b1c2d"),
                Optional.empty(),
                Instant.parse("2026-11-24T08:00:00Z"),
                DecidedBy.LAST_RESORT,
                List.of(),
                Optional.empty(),
                Outcome.UNKNOWN,
                Optional.empty(),
                Optional.empty(),
                Instant.parse("2026-11-24T08:00:00Z"));
    }

    static Attempt attempt(Attempt.Result result) {
        return new Attempt(
                answered().callId(),
                new ConsultantId(4),
                Instant.parse("2026-11-24T08:00:02Z"),
                Instant.parse("2026-11-24T08:00:12Z"),
                result);
    }
}
