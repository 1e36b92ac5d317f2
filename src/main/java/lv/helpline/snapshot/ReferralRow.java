package lv.helpline.snapshot;

import java.time.LocalDate;
import java.util.List;
import lv.helpline.roster.Announcement;
import lv.helpline.roster.Language;
import lv.helpline.roster.Referral;
import lv.helpline.roster.WeeklySpan;

/// A row of `outside_help` that callers are told.
record ReferralRow(int id, int position, String name, String number, List<String> languages, LocalDate checkedOn) {

    Referral help(List<WeeklySpan> hours) {
        return new Referral(
                new Announcement(name),
                number,
                languages.stream().map(Language::new).toList(),
                hours,
                checkedOn);
    }
}
