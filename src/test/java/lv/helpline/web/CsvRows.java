package lv.helpline.web;

/// Rows of a table of duties that tests send.
final class CsvRows {

    /// Vita alone is on duty for Vidzeme.
    static final String HOLE = "absence;7;;;;2026-11-25 9:00;2026-11-25 17:00;;\r\n";

    static final String ABSENCE = "absence;1;;;;2027-02-01 9:00;2027-02-02 9:00;;\r\n";

    private CsvRows() {}

    static void takeAbsencesAway(Site site) {
        site.books()
                .sql("delete from absence where starts > '2027-01-31' or consultant = 7")
                .update();
    }
}
