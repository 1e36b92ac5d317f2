package lv.helpline.calllog;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import lv.helpline.roster.ConsultantId;
import lv.helpline.roster.Language;

/// The anonymous record of one call.
///
/// @param callId     random, unrelated to the caller
/// @param line       the national number that was dialled, one of ours; empty when it was none
/// @param enteredAt  when the call reached Asterisk, to the second
/// @param rules      the codes of the rules that made the decision, in order
/// @param answeredBy who took it
/// @param answeredAt when it was taken
/// @param endedAt    when it was over; for [Outcome#UNKNOWN] when it was found to be
public record CallRecord(
        UUID callId,
        Optional<String> line,
        Instant enteredAt,
        DecidedBy decidedBy,
        List<String> rules,
        Optional<Language> language,
        Outcome outcome,
        Optional<ConsultantId> answeredBy,
        Optional<Instant> answeredAt,
        Instant endedAt) {

    public CallRecord {
        rules = List.copyOf(rules);
    }
}
