package lv.helpline.planning.proposals;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.summingLong;
import static java.util.stream.Collectors.toMap;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import lv.helpline.planning.proposals.Proposal.Reason;
import lv.helpline.planning.proposals.RemainingGap.Cause;
import lv.helpline.roster.Consultant;
import lv.helpline.roster.ConsultantId;
import lv.helpline.roster.LocalSpan;
import lv.helpline.roster.staffing.Candidate;

/// What was found, as covers with their reasons, and what stays a gap; both in the order of time.
public record StaffingPlan(List<Proposal> proposals, List<RemainingGap> remaining) {

    private static final long HOUR = 60;

    public StaffingPlan {
        proposals = List.copyOf(proposals);
        remaining = List.copyOf(remaining);
    }

    /// Parts that follow each other and are the same person's are one cover.
    public static StaffingPlan of(StaffingProblem problem, Assignment assignment) {
        var balances = balances(problem, assignment);
        var proposals = new ArrayList<Proposal>();
        var remaining = new ArrayList<RemainingGap>();
        for (var run : runs(problem.parts(), assignment)) {
            var span = LocalSpan.between(run.getFirst().start(), run.getLast().end());
            assignment
                    .of(run.getFirst())
                    .ifPresentOrElse(
                            who -> proposals.add(new Proposal(
                                    who,
                                    run.getFirst().scope(),
                                    span,
                                    reasons(run, who, balances.getOrDefault(who, 0L)))),
                            () -> remaining.add(new RemainingGap(run.getFirst().scope(), span, cause(run))));
        }
        proposals.sort(comparing((Proposal each) -> each.span().start()).thenComparing(Proposal::consultant));
        remaining.sort(comparing(each -> each.span().start()));
        return new StaffingPlan(proposals, remaining);
    }

    private static Map<ConsultantId, Long> balances(StaffingProblem problem, Assignment assignment) {
        var more = problem.parts().stream()
                .filter(part -> assignment.of(part).isPresent())
                .collect(groupingBy(part -> assignment.of(part).orElseThrow(), summingLong(GapPart::minutes)));
        return problem.people().stream()
                .collect(toMap(StaffingPerson::id, each -> each.balance() + more.getOrDefault(each.id(), 0L)));
    }

    private static List<List<GapPart>> runs(List<GapPart> parts, Assignment assignment) {
        var runs = new ArrayList<List<GapPart>>();
        for (var part : parts) {
            if (!runs.isEmpty() && belongTogether(runs.getLast().getLast(), part, assignment)) {
                runs.getLast().add(part);
            } else {
                runs.add(new ArrayList<>(List.of(part)));
            }
        }
        return runs;
    }

    private static boolean belongTogether(GapPart part, GapPart next, Assignment assignment) {
        var who = assignment.of(part);
        return part.continuesIn(next)
                && who.equals(assignment.of(next))
                && (who.isPresent() || cause(List.of(part)) == cause(List.of(next)));
    }

    private static Cause cause(List<GapPart> run) {
        return run.getFirst().candidates().isEmpty() ? Cause.NOBODY_FREE : Cause.OTHERS_ARE_NEEDED;
    }

    private static List<Reason> reasons(List<GapPart> run, ConsultantId who, long balance) {
        var candidates =
                run.stream().map(part -> part.findCandidate(who).orElseThrow()).toList();
        var reasons = new ArrayList<Reason>();
        reasons.add(beforeOthers(run, candidates.getFirst().consultant()));
        ofAll(candidates).stream().map(Reason.OfCandidate::new).forEach(reasons::add);
        reasons.add(usual(balance));
        return reasons;
    }

    private static Reason beforeOthers(List<GapPart> run, Consultant who) {
        var others = run.stream()
                .map(part ->
                        part.candidates().stream().map(Candidate::consultant).collect(Collectors.toSet()))
                .reduce(StaffingPlan::both)
                .orElseThrow()
                .stream()
                .filter(each -> !each.id().equals(who.id()))
                .toList();
        if (others.isEmpty()) {
            return new Reason.OnlyOne();
        }
        var only = run.getFirst().languages().stream()
                .filter(language -> who.speaks(language) && others.stream().noneMatch(each -> each.speaks(language)))
                .toList();
        return only.isEmpty() ? new Reason.Others(others.size()) : new Reason.OnlySpeaker(only);
    }

    private static Set<Consultant> both(Set<Consultant> some, Set<Consultant> others) {
        return some.stream().filter(others::contains).collect(Collectors.toSet());
    }

    /// That they can is said of the whole only; what counts against them, of any part.
    private static Set<Candidate.Reason> ofAll(List<Candidate> parts) {
        var all = new LinkedHashSet<Candidate.Reason>();
        parts.forEach(part -> all.addAll(part.reasons()));
        all.removeIf(reason -> reason instanceof Candidate.Reason.OnDutyFor
                || (reason instanceof Candidate.Reason.Can
                        && !parts.stream().allMatch(part -> part.reasons().contains(reason))));
        return all;
    }

    private static Reason usual(long balance) {
        var hours = Math.round((double) balance / HOUR);
        if (hours == 0) {
            return new Reason.AsUsual();
        }
        var time = Duration.ofHours(Math.abs(hours));
        return hours < 0 ? new Reason.BelowUsual(time) : new Reason.AboveUsual(time);
    }
}
