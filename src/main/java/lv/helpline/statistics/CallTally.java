package lv.helpline.statistics;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import lv.helpline.calllog.Outcome;

/// How many calls of an hour to a line ended how, after what class of wait.
///
/// @param hour        in which they entered
/// @param line        the national number that was dialled; empty when it was none of ours
/// @param waited      until they were taken or the callers hung up, rounded up to a class; empty for other outcomes
/// @param passed      how many of them at least one consultant let go on to a colleague
/// @param overflow    how many had, by the rules of their decision, colleagues elsewhere among those to be rung
/// @param overflowAll how many of these had nobody of their own line or region among them
public record CallTally(
        Instant hour,
        Optional<String> line,
        Outcome outcome,
        Optional<Duration> waited,
        int calls,
        int passed,
        int overflow,
        int overflowAll) {}
