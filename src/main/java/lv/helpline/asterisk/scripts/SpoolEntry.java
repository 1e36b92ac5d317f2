package lv.helpline.asterisk.scripts;

import java.time.Instant;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import lv.helpline.calllog.Attempt;
import lv.helpline.calllog.CallRecord;
import lv.helpline.calllog.DecidedBy;
import lv.helpline.calllog.Outcome;
import lv.helpline.calllog.PartnerCalls;
import lv.helpline.roster.ConsultantId;
import lv.helpline.roster.Language;
import lv.helpline.roster.Pause;
import org.jspecify.annotations.Nullable;

/// What the dialplan leaves in AstDB about a call. Read strictly: an entry that is not exactly as agreed is none.
///
/// Seconds of Asterisk's clock that run backwards, because somebody set it, are evened out, so that no record ends
/// before it began.
///
/// @param record the record; for a call that has no outcome yet [Outcome#UNKNOWN], ended now
/// @param open   whether it has no outcome yet: the call is in progress, or Asterisk died during it
record SpoolEntry(CallRecord record, boolean open) {

    private static final String UUID_FORM = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}";
    private static final String EPOCH = "[1-9][0-9]{9}";

    /// 1 to 29,999: the table numbers consultants in two bytes, and a database that refused one would block the
    /// spool.
    private static final String CONSULTANT = "(?:[1-9][0-9]{0,3}|[12][0-9]{4})";

    /// A rule's code: lower-case words joined by hyphens, 40 characters at most.
    private static final String RULE = "(?![a-z-]{41})[a-z]+(?:-[a-z]+)*";

    private static final Pattern CALL_ID = Pattern.compile(UUID_FORM);
    private static final Pattern CONSULTANT_ID = Pattern.compile(CONSULTANT);

    private static final Pattern CALL = Pattern.compile(String.join(
            "\\|",
            "v1",
            "(?<line>[0-9]{8})?",
            "(?<entered>" + EPOCH + ")",
            "(?<by>router|fallback|last-resort)",
            "(?<rules>" + RULE + "(?:\\+" + RULE + "){0,29})?",
            "(?<language>[a-z]{2})?",
            "(?<outcome>open|answered|abandoned|unanswered|closed|nobody|unknown-line)",
            "(?<consultant>" + CONSULTANT + ")?",
            "(?<answered>" + EPOCH + ")?",
            "(?<ended>" + EPOCH + ")?",
            "end"));

    private static final Pattern ATTEMPT_KEY =
            Pattern.compile("(?<call>" + UUID_FORM + ")_(?<consultant>" + CONSULTANT + ")_(?<started>" + EPOCH + ")");

    private static final Pattern ATTEMPT = Pattern.compile(String.join(
            "\\|",
            "v1",
            "(?<ended>" + EPOCH + ")",
            "(?<result>taken|passed|silent|rejected|busy|no-answer|unreachable|not-allowed|trunk-fault|cancelled)",
            "end"));

    private static final Pattern PAUSE =
            Pattern.compile(String.join("\\|", "v1", "(?<start>" + EPOCH + ")", "(?<end>" + EPOCH + ")", "end"));

    private static final Pattern PARTNER_CALLS_KEY =
            Pattern.compile("(?<month>20[0-9]{2}(?:0[1-9]|1[0-2]))_(?<line>[0-9]{8})");

    private static final Pattern PARTNER_CALLS = Pattern.compile(
            String.join("\\|", "v1", "(?<counter>" + UUID_FORM + ")", "(?<calls>[1-9][0-9]{0,6})", "end"));

    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("uuuuMM", Locale.ROOT);

    /// Whether a key is a call id, and so may be logged and put into an expression.
    static boolean isCallId(String key) {
        return CALL_ID.matcher(key).matches();
    }

    /// Whether it is a consultant's number, as the dialplan knows them.
    static boolean isConsultant(String number) {
        return CONSULTANT_ID.matcher(number).matches();
    }

    /// The call that an attempt's key names.
    static Optional<String> callOf(String attemptKey) {
        var key = ATTEMPT_KEY.matcher(attemptKey);
        return key.matches() ? Optional.of(key.group("call")) : Optional.empty();
    }

    static Optional<SpoolEntry> call(String key, String value, Instant now) {
        var fields = CALL.matcher(value);
        if (!isCallId(key) || !fields.matches()) {
            return Optional.empty();
        }
        var open = "open".equals(fields.group("outcome"));
        var ended = open ? Optional.of(now) : instant(fields.group("ended"));
        if (ended.isEmpty()) {
            return Optional.empty();
        }
        var entered = getInstant(fields.group("entered"));
        var answered = instant(fields.group("answered")).map(at -> later(at, entered));
        var record = new CallRecord(
                UUID.fromString(key),
                Optional.ofNullable(fields.group("line")),
                entered,
                DecidedBy.valueOf(constant(fields.group("by"))),
                Optional.ofNullable(fields.group("rules"))
                        .map(rules -> List.of(rules.split("\\+")))
                        .orElse(List.of()),
                Optional.ofNullable(fields.group("language")).map(Language::new),
                open ? Outcome.UNKNOWN : Outcome.valueOf(constant(fields.group("outcome"))),
                Optional.ofNullable(fields.group("consultant")).map(SpoolEntry::consultant),
                answered,
                later(ended.get(), answered.orElse(entered)));
        return Optional.of(new SpoolEntry(record, open));
    }

    static Optional<Attempt> attempt(String key, String value) {
        var names = ATTEMPT_KEY.matcher(key);
        var fields = ATTEMPT.matcher(value);
        if (!names.matches() || !fields.matches()) {
            return Optional.empty();
        }
        var started = getInstant(names.group("started"));
        return Optional.of(new Attempt(
                UUID.fromString(names.group("call")),
                consultant(names.group("consultant")),
                started,
                later(getInstant(fields.group("ended")), started),
                Attempt.Result.valueOf(constant(fields.group("result")))));
    }

    /// A pause that ends after it begins, and is not longer than can be asked for.
    static Optional<Pause> pause(String key, String value) {
        var fields = PAUSE.matcher(value);
        if (!isConsultant(key) || !fields.matches()) {
            return Optional.empty();
        }
        var start = getInstant(fields.group("start"));
        var end = getInstant(fields.group("end"));
        return start.isBefore(end) && !end.isAfter(start.plus(PauseScript.LONGEST))
                ? Optional.of(new Pause(consultant(key), start, end))
                : Optional.empty();
    }

    static Optional<PartnerCalls.Count> partnerCalls(String key, String value) {
        var names = PARTNER_CALLS_KEY.matcher(key);
        var fields = PARTNER_CALLS.matcher(value);
        return names.matches() && fields.matches()
                ? Optional.of(new PartnerCalls.Count(
                        UUID.fromString(fields.group("counter")),
                        YearMonth.parse(names.group("month"), MONTH),
                        names.group("line"),
                        Integer.parseInt(fields.group("calls"))))
                : Optional.empty();
    }

    private static ConsultantId consultant(String number) {
        return new ConsultantId(Integer.parseInt(number));
    }

    private static Optional<Instant> instant(@Nullable String epoch) {
        return Optional.ofNullable(epoch).map(SpoolEntry::getInstant);
    }

    private static Instant getInstant(String epoch) {
        return Instant.ofEpochSecond(Long.parseLong(epoch));
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static String constant(String word) {
        return word.toUpperCase(Locale.ROOT).replace('-', '_');
    }
}
