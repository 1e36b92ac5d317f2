package lv.helpline.bench;

import java.util.List;

/// Consultants of a measurement's own, as edits of the lab's database.
final class Staff {

    private Staff() {}

    /// One with a mobile, in Latvian.
    static String mobile(int id, String name, String e164) {
        return """
            insert into consultant (id, name, contact_kind, contact, languages, verified_at)
            values (%d, '%s', 'mobile', '%s', '{lv}', now())
            """.formatted(id, name, e164);
    }

    /// The same, on duty for Latgale around the clock.
    static List<String> onDutyForLatgale(int id, String name, String e164) {
        return onDuty(id, name, e164, "latgale");
    }

    static List<String> onDuty(int id, String name, String e164, String region) {
        return List.of(mobile(id, name, e164), """
            insert into cover (consultant, region, starts, ends)
            values (%d, '%s', current_date - 1, current_date + 3)
            """.formatted(id, region));
    }
}
