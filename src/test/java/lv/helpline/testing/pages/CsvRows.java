package lv.helpline.testing.pages;

/// Rows of a table of duties that tests send.
public final class CsvRows {

    /// Vita alone is on duty for Vidzeme.
    public static final String GAP = "absence;7;;;;2026-11-25 9:00;2026-11-25 17:00;;\r\n";

    public static final String ABSENCE = "absence;1;;;;2027-02-01 9:00;2027-02-02 9:00;;\r\n";

    private CsvRows() {}

    public static void takeAbsencesAway(Site site) {
        site.database()
                .sql("delete from absence where starts > '2027-01-31' or consultant = 7")
                .update();
    }
}
