package lv.helpline.solver;

import static java.util.stream.Collectors.toMap;
import static lv.helpline.roster.Language.ENGLISH;
import static lv.helpline.roster.Language.LATVIAN;
import static lv.helpline.roster.Language.RUSSIAN;
import static lv.helpline.roster.RosterBuilder.at;
import static lv.helpline.roster.RosterBuilder.consultant;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lv.helpline.planning.proposals.Assignment;
import lv.helpline.planning.proposals.GapPart;
import lv.helpline.planning.proposals.StaffingLimits;
import lv.helpline.planning.proposals.StaffingPerson;
import lv.helpline.planning.proposals.StaffingPerson.Busy;
import lv.helpline.planning.proposals.StaffingProblem;
import lv.helpline.roster.Consultant;
import lv.helpline.roster.ConsultantId;
import lv.helpline.roster.DutyScope;
import lv.helpline.roster.Language;
import lv.helpline.roster.Region;
import lv.helpline.roster.staffing.Candidate;
import lv.helpline.roster.staffing.Candidate.Reason;

/// Problems by chance, the same for the same seed, and the best plan of a small one, found by trying every plan.
final class AnyProblem {

    private static final Instant MONDAY = at("2026-12-07 00:00");
    private static final List<Language> LANGUAGES = List.of(LATVIAN, ENGLISH, RUSSIAN);
    private static final List<Region> REGIONS = List.of(Region.values());

    private final Random random;

    private AnyProblem(Random random) {
        this.random = random;
    }

    /// @param days  in which all parts are
    static StaffingProblem of(long seed, int people, int parts, int days) {
        return new AnyProblem(new Random(seed)).make(people, parts, days);
    }

    private StaffingProblem make(int count, int parts, int days) {
        var consultants = IntStream.rangeClosed(1, count)
                .mapToObj(id -> consultant(id, "Nobody", LANGUAGES.get(random.nextInt(3))))
                .toList();
        var people = consultants.stream().map(each -> person(each, days)).toList();
        var gaps = new ArrayList<GapPart>();
        for (var id = 0; id < parts; id++) {
            var start = hour(days * 24);
            var end = start.plus(Duration.ofHours(1 + random.nextInt(5)));
            var scope = new DutyScope.OfRegion(REGIONS.get(random.nextInt(2)));
            var candidates = consultants.stream()
                    .filter(each -> random.nextInt(4) > 0)
                    .filter(each -> people.get(each.id().value() - 1).duties().stream()
                            .noneMatch(busy -> busy.start().isBefore(end) && start.isBefore(busy.end())))
                    .map(this::candidate)
                    .toList();
            gaps.add(new GapPart(id, scope, LANGUAGES, start, end, candidates));
        }
        return new StaffingProblem(gaps, people, new StaffingLimits(Duration.ofHours(8), Duration.ofHours(12)));
    }

    private StaffingPerson person(Consultant consultant, int days) {
        var duties = IntStream.range(0, random.nextInt(1 + days))
                .mapToObj(_ -> hour(1))
                .map(start -> start.plus(Duration.ofDays(random.nextInt(days))).plus(Duration.ofHours(8)))
                .distinct()
                .sorted()
                .map(start -> new Busy(start, start.plus(Duration.ofHours(1 + random.nextInt(10)))))
                .toList();
        return new StaffingPerson(consultant.id(), (random.nextInt(20) - 10) * 60L, duties);
    }

    private Instant hour(int hours) {
        return MONDAY.plus(Duration.ofHours(random.nextInt(hours)));
    }

    private Candidate candidate(Consultant consultant) {
        var lacking =
                LANGUAGES.stream().filter(each -> !consultant.speaks(each)).toList();
        Stream<Reason> willing = Stream.of(
                        List.<Reason>of(), List.<Reason>of(new Reason.Can()), List.<Reason>of(new Reason.RatherNot()))
                .skip(random.nextInt(3))
                .limit(1)
                .flatMap(List::stream);
        var place = random.nextBoolean() ? new Reason.ServesRegion(Region.RIGA) : new Reason.ServesElsewhere();
        return new Candidate(
                consultant,
                Stream.concat(willing, Stream.of(new Reason.LacksLanguages(lacking), place))
                        .toList());
    }

    /// Of all plans the one that costs least.
    static PlanScore best(StaffingProblem problem) {
        return best(problem, 0, Map.of());
    }

    private static PlanScore best(StaffingProblem problem, int next, Map<Integer, ConsultantId> chosen) {
        if (next == problem.parts().size()) {
            return PlanScore.of(problem, new Assignment(chosen));
        }
        var part = problem.parts().get(next);
        return Stream.concat(
                        Stream.of(chosen),
                        part.candidates().stream()
                                .map(each ->
                                        with(chosen, next, each.consultant().id())))
                .map(each -> best(problem, next + 1, each))
                .min(PlanScore::compareTo)
                .orElseThrow();
    }

    private static Map<Integer, ConsultantId> with(Map<Integer, ConsultantId> chosen, int part, ConsultantId who) {
        return Stream.concat(chosen.entrySet().stream(), Stream.of(Map.entry(part, who)))
                .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
