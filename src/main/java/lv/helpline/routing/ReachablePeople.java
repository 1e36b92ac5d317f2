package lv.helpline.routing;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import lv.helpline.roster.Consultant;
import lv.helpline.roster.ConsultantId;

/// Whom a consultant can bring into a call, or talk to after it, in the order in which they are rung. Nobody else is
/// dialled for them. Who of these talks already only Asterisk knows: of each list it rings the first three who are
/// free.
///
/// @param coordinators who is on call
/// @param colleagues   who would be rung for such a call
public record ReachablePeople(List<Consultant> coordinators, List<Consultant> colleagues) {

    /// Of each list. The longest idle come first, and among them are all who talk: the more of these, the later comes
    /// somebody who is free.
    public static final int MOST = 8;

    public ReachablePeople {
        coordinators = List.copyOf(coordinators);
        colleagues = List.copyOf(colleagues);
    }

    /// @param asking who asks: never among them
    /// @param now    what would be done with such a call
    public static ReachablePeople of(Snapshot snapshot, Optional<ConsultantId> asking, Decision now, Instant at) {
        var roster = snapshot.roster();
        var colleagues = now instanceof Decision.Ring ring
                ? ring.plan().steps().stream()
                        .flatMap(step -> step.targets().stream())
                        .map(target -> roster.getConsultant(target.consultant()))
                        .toList()
                : List.<Consultant>of();
        return new ReachablePeople(others(roster.coordinators(at), asking), others(colleagues, asking));
    }

    private static List<Consultant> others(List<Consultant> all, Optional<ConsultantId> asking) {
        return all.stream()
                .filter(each -> !Optional.of(each.id()).equals(asking))
                .limit(MOST)
                .toList();
    }
}
