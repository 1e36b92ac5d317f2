package lv.helpline.roster.edit;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import lv.helpline.roster.ConsultantId;
import lv.helpline.roster.DutyScope;
import lv.helpline.roster.LocalSpan;
import lv.helpline.roster.RosterData;
import org.apache.commons.codec.digest.DigestUtils;

/// A digest of what the author of an edit saw: the duties and absences of the same people and places at the same
/// time. When they are others at the time of saving, somebody has been there before.
public final class EditConflictDigest {

    private EditConflictDigest() {}

    /// A digest of what is around an edit in the roster, 16 hexadecimal digits.
    public static String of(RosterEdit edit, RosterData roster) {
        var entries = new ArrayList<String>();
        edit.weeklyDuties()
                .each(touched -> roster.weeklyDuties().stream()
                        .filter(duty -> duty.span().day() == touched.span().day())
                        .filter(duty ->
                                alike(duty.consultant(), duty.coverage(), touched.consultant(), touched.coverage()))
                        .filter(duty ->
                                duty.until().isEmpty() || duty.until().get().isAfter(touched.from()))
                        .forEach(duty -> entries.add("weekly " + RosterEditCodec.of(duty))));
        edit.covers()
                .each(touched -> around(touched.consultant(), touched.coverage(), touched.span(), roster)
                        .forEach(entries::add));
        edit.absences()
                .each(touched -> around(touched.consultant(), new DutyScope.CoordinatorOnCall(), touched.span(), roster)
                        .forEach(entries::add));
        return digest(entries.stream().sorted().distinct().toList());
    }

    private static Stream<String> around(
            ConsultantId consultant, DutyScope dutyScope, LocalSpan span, RosterData roster) {
        var from = span.start().toLocalDate();
        var shifts = DutyOccurrence.touching(
                        roster, from, span.end().toLocalDate().plusDays(1))
                .stream()
                .filter(dutyOccurrence -> dutyOccurrence.span().overlaps(span))
                .filter(dutyOccurrence ->
                        alike(dutyOccurrence.consultant(), dutyOccurrence.coverage(), consultant, dutyScope))
                .map(dutyOccurrence -> "shift " + RosterEditCodec.of(dutyOccurrence));
        var absences = roster.absences().stream()
                .filter(absence -> absence.consultant().equals(consultant)
                        && absence.span().overlaps(span))
                .map(absence -> "absence " + RosterEditCodec.of(absence));
        return Stream.concat(shifts, absences);
    }

    private static boolean alike(ConsultantId one, DutyScope oneCovers, ConsultantId other, DutyScope otherCovers) {
        return one.equals(other) || oneCovers.equals(otherCovers);
    }

    private static String digest(List<String> entries) {
        return DigestUtils.sha256Hex(String.join("\n", entries)).substring(0, 16);
    }
}
