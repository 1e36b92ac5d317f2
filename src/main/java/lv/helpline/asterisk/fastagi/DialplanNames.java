package lv.helpline.asterisk.fastagi;

import lv.helpline.roster.Language;
import org.asteriskjava.fastagi.AgiChannel;
import org.asteriskjava.fastagi.AgiException;

/// Every name that is spelled both here and in the dialplan. The scripts name nothing of Asterisk in any other place,
/// so that a test can hold the two against each other.
public final class DialplanNames {

    /// The channel's variable that takes the answer of a script.
    public static final String ANSWER = "HELPLINE";

    /// Script: decides one call. Arguments: call id, dialled national number, language code or nothing,
    /// seconds that the call has been here, of the line's last call that was cut off on the caller's side the
    /// consultant and the seconds since, or nothing; whose calls ended last, as `4_1795424400000+5_…`, and the
    /// time there, both in milliseconds since 1970; the caller's wish or nothing.
    public static final String ROUTE = "route";

    /// Between the two phones of a target whose second is rung after the first.
    public static final String THEN = "then";

    /// Script: brings the fallback roster and the announcements in AstDB up to date. Arguments: nothing of a call, and
    /// the languages whose greeting is a synthetic voice on this Asterisk, joined by `+`.
    public static final String REFRESH = "refresh";

    /// Script: drains the spool of outcomes, and of pauses, by some hundreds of calls at a time, and takes over the
    /// counts of calls that partners passed on. Its answer has the number of calls that were stored, and of entries
    /// that wait on.
    public static final String OUTCOME = "outcome";

    /// Script: a consultant pauses from now on. Arguments: the consultant, and for how many minutes.
    public static final String PAUSE = "pause";

    /// Script: whom a consultant can bring into a call, or talk to after it. Arguments: the consultant, the
    /// dialled national number, and the code of the language in which the caller is spoken to.
    public static final String PEOPLE = "people";

    /// Script: the duty line. Arguments: what is asked for, the consultant, and for `enter` the PIN, for `pause` the
    /// minutes or `end`, for `absent` when the duty ends, in seconds since 1970, for `keep` the take.
    public static final String DUTY = "duty";

    /// What is asked for on the duty line: how long a PIN has to wait, whether it is right, how things stand.
    public static final String KNOCK = "knock";

    public static final String ENTER = "enter";
    public static final String STATE = "state";

    /// What may be asked for there by a key, as the answer says that it may now; calling the coordinator is asked of
    /// nobody.
    public static final String REST = "pause";

    public static final String RESUME = "resume";
    public static final String ABSENT = "absent";
    public static final String COORDINATOR = "coordinator";

    /// What leads to [#RECORD], and that what was spoken there is wanted.
    public static final String SPEAK = "speak";

    public static final String KEEP = "keep";

    /// Script: a consultant speaks a text. Arguments: the consultant, and the directory for it.
    public static final String RECORD = "record";

    /// The one context that may ask for it.
    public static final String RECORD_CONTEXT = "sub-record";

    /// What came of it, in its answer: there is something to hear, nobody said anything, or it did not work.
    public static final String SPOKEN = "spoken";

    public static final String UNHEARD = "unheard";
    public static final String FAILED = "failed";

    /// Script: the next call that Asterisk is to place. No arguments.
    public static final String CALLS = "calls";

    /// Script: a call that was placed has ended, or a code was typed. Arguments: its claim, and how it ended, or
    /// [#CODE] and the digits.
    public static final String PLACED = "placed";

    /// That a code is to be typed, and that one was.
    public static final String CODE = "code";

    /// What came of it, in the answer to `placed`.
    public static final String NOTED = "noted";

    public static final String WRONG = "wrong";

    /// Script: how test calls stand. Argument: [#BEGIN] asks for those of coming duties first.
    public static final String TESTS = "tests";

    public static final String BEGIN = "begin";

    /// What stands for the call id when a line's route is only tried.
    public static final String TRIAL = "trial";

    /// AstDB family: a family of each line's answers below it, and these two keys.
    public static final String FALLBACK = "helpline/fallback";

    /// What the fallback roster was made from: the snapshot's version and the date.
    public static final String FALLBACK_VERSION = "version";

    /// When it was made, in seconds since 1970.
    public static final String FALLBACK_UPDATED = "updated";

    /// AstDB family: below it one of each language, with the words of an announcement by its id.
    public static final String ANNOUNCEMENTS = "helpline/announcement";

    /// AstDB family: a call's outcome by its call id.
    public static final String OUTCOMES = "helpline/outcome";

    /// AstDB family: `<call id>_<consultant>_<start>` and how that ringing ended.
    public static final String ATTEMPTS = "helpline/attempt";

    /// AstDB family: by a consultant the pause that they asked for when no router took it.
    public static final String PAUSES = "helpline/pause";

    /// AstDB family: `<yyyymm>_<line>` and how many callers partners passed on to us then.
    public static final String PARTNER_CALLS = "helpline/partner";

    /// The group category in which a caller's channel is counted, by call id, as long as it lives. The dialplan joins
    /// it before it writes the open entry.
    public static final String ALIVE = "alive";

    private DialplanNames() {}

    /// Throws when nobody waits for the answer any more. A router that stood still reads late what it was asked: the
    /// dialplan has asked another one since, or keeps it for later, so that it must not be entered here too.
    public static void requireAsker(AgiChannel channel) throws AgiException {
        channel.getFullVariable("${EPOCH}");
    }

    /// The AstDB family of a line's fallback answers to whoever was not asked for a language yet.
    public static String fallbackOf(String number) {
        return FALLBACK + "/" + number;
    }

    /// The AstDB family of a line's fallback answers to whoever has chosen a language.
    public static String fallbackOf(String number, Language language) {
        return fallbackOf(number) + "-" + language;
    }

    public static String announcementsIn(Language language) {
        return ANNOUNCEMENTS + "/" + language;
    }
}
