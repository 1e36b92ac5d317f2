package lv.helpline.planning.proposals;

import java.util.Map;
import java.util.Optional;
import lv.helpline.roster.ConsultantId;

/// Who fills which part of the gaps.
///
/// @param byPart by the part's id; what is not in it stays a gap
public record Assignment(Map<Integer, ConsultantId> byPart) {

    public static final Assignment NONE = new Assignment(Map.of());

    public Assignment {
        byPart = Map.copyOf(byPart);
    }

    public Optional<ConsultantId> of(GapPart part) {
        return Optional.ofNullable(byPart.get(part.id()));
    }
}
