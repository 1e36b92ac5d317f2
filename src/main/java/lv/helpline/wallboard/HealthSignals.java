package lv.helpline.wallboard;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lv.helpline.lines.Published;
import lv.helpline.roster.ConsultantId;

/// Faults that neither the roster nor a call shows and that somebody may have to fix.
///
/// @param fallbackRefreshed when an Asterisk last had the newest fallback roster from a router; empty for never
/// @param administrators    how many could sign in now
/// @param failedTests       whose last test call of late nobody answered with 1
/// @param notRung           whose number may not be dialled
/// @param wrongPins         how many PINs were wrong on the duty line today
/// @param unwritableSince   since when the database takes no writes; empty while it does
/// @param noCallsSince      since when Asterisk takes no calls; empty while it does, and where nobody tries
/// @param toCheck           what is published and was last checked too long ago, and on which day
/// @param refusedByTrunk    how many rings of mobiles the trunk has refused of late, if none got through since
public record HealthSignals(
        Optional<Instant> fallbackRefreshed,
        int administrators,
        List<ConsultantId> failedTests,
        List<ConsultantId> notRung,
        int wrongPins,
        Optional<Instant> unwritableSince,
        Optional<Instant> noCallsSince,
        Map<Published, LocalDate> toCheck,
        int refusedByTrunk) {

    public HealthSignals {
        failedTests = List.copyOf(failedTests);
        notRung = List.copyOf(notRung);
        toCheck = Map.copyOf(toCheck);
    }
}
