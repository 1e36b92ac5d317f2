package lv.helpline.planning.web;

import java.time.DateTimeException;
import java.util.List;
import java.util.Locale;
import lv.helpline.identity.web.SignedIn;
import lv.helpline.planning.GapPolicy;
import lv.helpline.planning.NewCoverageGaps.NewCoverageGap;
import lv.helpline.roster.edit.DutyOccurrence;
import lv.helpline.roster.edit.RosterEditCodec;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import org.springframework.web.server.ResponseStatusException;

/// Where an edit of when lines are open leaves one without anybody, who could stand in then: chosen in the form of that
/// edit, and saved with it. The sheets of the roster offer the same people for what is edited there.
@Component
public class GapSubstitutes {

    private final RosterEditingSessions sessions;
    private final RosterChangeFormatter words;

    GapSubstitutes(RosterEditingSessions sessions, RosterChangeFormatter words) {
        this.sessions = sessions;
        this.words = words;
    }

    /// Somebody who was chosen already.
    ///
    /// @param cover their duty, in text
    public record Chosen(String cover, String name, String when) {}

    /// For `left-empty.html`.
    ///
    /// @param gaps   those that are left
    /// @param chosen the duties that fill others
    public void show(List<NewCoverageGap> gaps, List<DutyOccurrence> chosen, SignedIn me, Locale locale, Model model) {
        var open = sessions.open(me);
        var spoken = words.in(locale, open);
        model.addAttribute("gaps", new RosterSheets(open, spoken).empty(gaps));
        model.addAttribute(
                "chosen",
                chosen.stream()
                        .map(each -> new Chosen(
                                RosterEditCodec.of(each), spoken.name(each.consultant()), spoken.when(each.span())))
                        .toList());
        model.addAttribute("reasons", GapPolicy.REASONS);
    }

    /// The duties that were chosen.
    ///
    /// @throws ResponseStatusException 400 when one of them is none
    public static List<DutyOccurrence> read(@Nullable List<String> covers) {
        try {
            return (covers == null ? List.<String>of() : covers)
                    .stream()
                            .filter(each -> !each.isBlank())
                            .map(RosterEditCodec::shift)
                            .toList();
        } catch (IllegalArgumentException | DateTimeException unreadable) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
        }
    }
}
