package lv.helpline.snapshot;

import static java.util.stream.Collectors.toMap;

import java.util.List;
import java.util.Map;
import lv.helpline.roster.Announcement;
import lv.helpline.roster.Language;

/// A row of `closure_message`. Its key is the closure and the language together.
record ClosureMessageRow(int closure, String language, String text) {

    static Map<Language, Announcement> message(List<ClosureMessageRow> rows) {
        return rows.stream().collect(toMap(row -> new Language(row.language), row -> new Announcement(row.text)));
    }
}
