package lv.helpline.statistics.web;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Pattern;
import lv.helpline.shared.DisplayName;
import lv.helpline.statistics.Campaign;
import org.jspecify.annotations.Nullable;

/// What was typed into the form of a campaign.
///
/// @param until  its last day; left out for one of a day
/// @param lines  the national numbers that are ticked; none for all
/// @param factor such as `2` or `2,5`; left out where nobody guesses
public record CampaignForm(
        @Nullable LocalDate day,
        @Nullable LocalDate until,
        @Nullable String note,
        @Nullable List<String> lines,
        @Nullable String factor) {

    static final CampaignForm EMPTY = new CampaignForm(null, null, "", List.of(), "");

    private static final Pattern FACTOR = Pattern.compile("[0-9]{1,2}([.,][0-9])?");

    boolean isFactorUnread() {
        return !typedFactor().isEmpty() && !FACTOR.matcher(typedFactor()).matches();
    }

    public boolean has(String line) {
        return lines != null && lines.contains(line);
    }

    /// The rule that it breaks, of those that the database does not see.
    ///
    /// @param ours the numbers of our lines
    Optional<String> refused(Set<String> ours) {
        if (day == null) {
            return Optional.of("campaign-needs-a-day");
        }
        return ours.containsAll(tickedLines()) ? Optional.empty() : Optional.of("campaign-is-of-lines-of-ours");
    }

    /// Of a form that is not refused.
    Campaign campaign() {
        var first = Objects.requireNonNull(day);
        return new Campaign(
                0,
                first,
                Objects.requireNonNullElse(until, first),
                tickedLines(),
                typedFactor().isEmpty()
                        ? OptionalDouble.empty()
                        : OptionalDouble.of(Double.parseDouble(typedFactor().replace(',', '.'))),
                note == null ? "" : DisplayName.cleaned(note));
    }

    private Set<String> tickedLines() {
        return lines == null ? Set.of() : Set.copyOf(lines);
    }

    private String typedFactor() {
        return factor == null ? "" : factor.strip();
    }
}
