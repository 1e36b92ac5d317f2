package lv.helpline.roster.staffing;

import java.time.Duration;
import java.util.List;
import lv.helpline.roster.Consultant;
import lv.helpline.roster.Language;
import lv.helpline.roster.Region;

/// Somebody who could take a duty over, or could not, and what speaks for and against them.
public record Candidate(Consultant consultant, List<Reason> reasons) {

    public Candidate {
        reasons = List.copyOf(reasons);
    }

    /// In the order in which they count.
    public sealed interface Reason {

        /// They are on duty for callers of these regions in some part of the time.
        record OnDutyAlready(List<Region> regions) implements Reason {

            public OnDutyAlready {
                regions = List.copyOf(regions);
            }
        }

        /// Their number is not verified, so that no caller is put through to it.
        record NotVerified() implements Reason {}

        /// They speak none of the languages, or never coordinate.
        record DoesNotSuit() implements Reason {}

        /// They are absent in some part of the time.
        record Away() implements Reason {}

        /// They rest when it starts.
        record Rests() implements Reason {}

        /// They are the coordinator on call in some part of the time.
        record CoordinatesThen() implements Reason {}

        /// They can take a duty then, as they say themselves.
        record Can() implements Reason {}

        /// They would rather not be on duty then.
        record RatherNot() implements Reason {}

        /// They speak every language of the lines concerned.
        record SpeaksAll() implements Reason {}

        /// They speak some of the languages, but not these.
        record LacksLanguages(List<Language> languages) implements Reason {

            public LacksLanguages {
                languages = List.copyOf(languages);
            }
        }

        /// They usually serve this region.
        record ServesRegion(Region region) implements Reason {}

        /// They usually serve elsewhere, and are willing to help out.
        record HelpsOut() implements Reason {}

        /// They usually serve elsewhere, and have not said that they help out.
        record ServesElsewhere() implements Reason {}

        /// So long they are on duty for open lines in the fortnight before and the fortnight after the start.
        record OnDutyFor(Duration time) implements Reason {}
    }
}
