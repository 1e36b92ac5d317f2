package lv.helpline.routing;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import lv.helpline.roster.Consultant;
import lv.helpline.roster.ConsultantId;
import lv.helpline.roster.Region;
import lv.helpline.roster.Roster;

/// Whom the rules find for a call to an open line, rule by rule, and who of them is not rung.
record CandidateSearch(CallContext call) {

    /// The consultants whom a rule has found.
    record Found(Rule rule, List<Consultant> consultants) {}

    /// In the order in which the rules win. A rule is tried only when what it finds is asked for.
    Stream<Found> found() {
        return Stream.<Supplier<Found>>of(
                        this::droppedCall,
                        this::onDuty,
                        this::anyLanguage,
                        this::overflowToRiga,
                        this::overflowToAnyone,
                        this::grace)
                .map(Supplier::get);
    }

    /// Whether it finds anybody to ring but these.
    boolean reachesSomebodyBut(Set<ConsultantId> rung) {
        return found().flatMap(found -> found.consultants().stream())
                .anyMatch(consultant ->
                        !rung.contains(consultant.id()) && leavesOut(consultant).isEmpty());
    }

    /// The rule by which they are not rung although they are on duty.
    Optional<Rule> leavesOut(Consultant consultant) {
        if (!consultant.hasVerifiedPhone()) {
            return Optional.of(Rule.UNVERIFIED);
        }
        return roster().isPaused(consultant.id(), call.at()) ? Optional.of(Rule.PAUSED) : Optional.empty();
    }

    /// First of all, if their caller was lost.
    private Found droppedCall() {
        return new Found(Rule.DROPPED_CALL, droppedCall(true));
    }

    /// Whoever had the last caller of this line and is rung together with the first of the others; at most one.
    List<Consultant> rungWithTheFirst() {
        return droppedCall(false).stream()
                .filter(consultant -> leavesOut(consultant).isEmpty())
                .toList();
    }

    /// In wrap-up or not, on whichever duty: the caller knows that voice.
    private List<Consultant> droppedCall(boolean lost) {
        return call.request().dropped().filter(DroppedCall::counts).filter(last -> last.lost() == lost).stream()
                .flatMap(last -> roster().onDutyAnywhere(call.at()).stream()
                        .filter(consultant -> consultant.id().equals(last.consultant())))
                .toList();
    }

    private Found onDuty() {
        return new Found(Rule.ON_DUTY, speakingTheLanguage(roster().onDuty(call.line(), call.at())));
    }

    private Found anyLanguage() {
        return new Found(Rule.ANY_LANGUAGE, roster().onDuty(call.line(), call.at()));
    }

    /// Rīga is where every region's calls overflow to, so whoever is on duty there takes them, without a mark of their
    /// own.
    private Found overflowToRiga() {
        return new Found(Rule.OVERFLOW_TO_RIGA, speakingTheLanguage(roster().onDuty(Region.RIGA, call.at())));
    }

    /// Elsewhere only those who are marked as ready to, whatever they speak.
    private Found overflowToAnyone() {
        var ready = roster().onDutyAnywhere(call.at()).stream()
                .filter(Consultant::overflow)
                .toList();
        return new Found(Rule.OVERFLOW_TO_ANYONE, ready);
    }

    /// Whose duty has ended since the call came: so the end of hours, or of a duty, ends no wait.
    private Found grace() {
        return new Found(
                Rule.GRACE,
                call.hasGrace() ? roster().wereOnDuty(call.line(), call.graceFrom(), call.at()) : List.of());
    }

    private List<Consultant> speakingTheLanguage(List<Consultant> consultants) {
        return consultants.stream()
                .filter(consultant -> consultant.speaks(call.language()))
                .toList();
    }

    private Roster roster() {
        return call.snapshot().roster();
    }
}
