package lv.helpline.snapshot;

import java.time.LocalDate;
import java.util.List;
import lv.helpline.roster.Announcement;
import lv.helpline.roster.Language;
import lv.helpline.roster.Referral;
import lv.helpline.roster.WeeklySpan;
import org.springframework.data.annotation.Id;
import org.springframework.data.jdbc.repository.query.Query;
import org.springframework.data.relational.core.mapping.Table;
import org.springframework.data.repository.Repository;

/// A row of `outside_help` that callers are told.
@Table("outside_help")
record ReferralRow(
        @Id Integer id, int position, String name, String number, List<String> languages, LocalDate checkedOn) {

    interface Rows extends Repository<ReferralRow, Integer> {
        @Query("select * from outside_help where way = 'call' order by position")
        List<ReferralRow> findAll();
    }

    Referral help(List<WeeklySpan> hours) {
        return new Referral(
                new Announcement(name),
                number,
                languages.stream().map(Language::new).toList(),
                hours,
                checkedOn);
    }
}
