package lv.helpline.snapshot;

import java.time.LocalDate;
import java.util.List;
import lv.helpline.roster.Announcement;
import lv.helpline.roster.Language;
import lv.helpline.roster.OutsideHelp;
import lv.helpline.roster.WeeklySpan;
import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Table;
import org.springframework.data.repository.Repository;

/// A row of `outside_help`.
@Table("outside_help")
record OutsideHelpRow(
        @Id Integer id, int position, String name, String number, List<String> languages, LocalDate checkedOn) {

    interface Rows extends Repository<OutsideHelpRow, Integer> {
        List<OutsideHelpRow> findAllByOrderByPosition();
    }

    OutsideHelp help(List<WeeklySpan> hours) {
        return new OutsideHelp(
                new Announcement(name),
                number,
                languages.stream().map(Language::new).toList(),
                hours,
                checkedOn);
    }
}
