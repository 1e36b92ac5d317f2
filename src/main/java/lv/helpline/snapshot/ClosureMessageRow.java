package lv.helpline.snapshot;

import static java.util.stream.Collectors.toMap;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import lv.helpline.roster.Announcement;
import lv.helpline.roster.Language;
import org.springframework.data.annotation.Id;
import org.springframework.data.jdbc.repository.query.Query;
import org.springframework.data.relational.core.mapping.Table;
import org.springframework.data.repository.Repository;

/// A row of `closure_message`. Its key is the closure and the language together.
@Table("closure_message")
record ClosureMessageRow(@Id int closure, String language, String text) {

    interface Rows extends Repository<ClosureMessageRow, Integer> {
        @Query("""
            select message.* from closure_message as message join closure on closure.id = message.closure
            where closure.ends > :past order by message.closure, message.language\
            """)
        List<ClosureMessageRow> findAllOfClosuresEndingAfter(LocalDateTime past);
    }

    static Map<Language, Announcement> message(List<ClosureMessageRow> rows) {
        return rows.stream().collect(toMap(row -> new Language(row.language), row -> new Announcement(row.text)));
    }
}
