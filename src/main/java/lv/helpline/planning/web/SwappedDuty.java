package lv.helpline.planning.web;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import lv.helpline.roster.edit.DutyOccurrence;

/// A duty that is to be swapped, and which others it can be swapped with.
record SwappedDuty(DutyOccurrence duty, Instant now) {

    /// Why a duty cannot be the other one.
    enum Hindrance {
        ITSELF,
        SAME_PERSON,
        BEGUN,
        SAME_TIME;

        /// As a word of messages.
        String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /// What keeps them from being swapped, if anything does.
    Optional<Hindrance> hindrance(DutyOccurrence other) {
        if (other.equals(duty)) {
            return Optional.of(Hindrance.ITSELF);
        }
        if (other.consultant().equals(duty.consultant())) {
            return Optional.of(Hindrance.SAME_PERSON);
        }
        if (!other.span().startsAt().isAfter(now)) {
            return Optional.of(Hindrance.BEGUN);
        }
        return other.span().equals(duty.span()) ? Optional.of(Hindrance.SAME_TIME) : Optional.empty();
    }
}
