package lv.helpline.asterisk.prompts;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import lv.helpline.prompts.Playable;
import lv.helpline.prompts.Prompt;
import lv.helpline.roster.DutyPeriod;
import lv.helpline.roster.DutyScope;
import lv.helpline.roster.staffing.DutyStatus;

/// Tells somebody on the duty line, in prompts, whether they are on duty or paused, and which keys are valid now.
///
/// A time ends no sentence in the catalogue, so it comes first: "today, at five p.m., your duty ends."
public final class SpokenDutyStatus {

    /// So many regions and lines are said of a duty; who covers more knows.
    private static final int MOST = 6;

    private SpokenDutyStatus() {}

    public static List<Playable> prompts(DutyStatus dutyStatus) {
        var prompts = new ArrayList<Playable>();
        if (!dutyStatus.consultant().hasVerifiedPhone()) {
            prompts.add(Prompt.UNVERIFIED);
        }
        dutyStatus
                .current()
                .ifPresentOrElse(
                        dutyPeriod -> sayDuty(dutyPeriod, dutyStatus, prompts), () -> prompts.add(Prompt.OFF_DUTY));
        dutyStatus.pausedUntil().ifPresent(end -> {
            prompts.add(Prompt.PAUSED);
            prompts.addAll(soon(end, dutyStatus.at()));
            prompts.add(Prompt.PAUSE_ENDS);
        });
        dutyStatus
                .next()
                .ifPresentOrElse(
                        next -> {
                            prompts.addAll(SpokenOpening.prompts(next.start(), dutyStatus.at()));
                            prompts.add(Prompt.NEXT_DUTY);
                        },
                        () -> prompts.add(Prompt.NO_NEXT_DUTY));
        return prompts;
    }

    /// What is asked before an absence is entered for the duty that somebody means.
    public static List<Playable> confirmation(DutyStatus dutyStatus) {
        return dutyStatus
                .pending()
                .<List<Playable>>map(dutyPeriod -> dutyPeriod.start().isAfter(dutyStatus.at())
                        ? Stream.<Playable>concat(
                                        SpokenOpening.prompts(dutyPeriod.start(), dutyStatus.at()).stream(),
                                        Stream.of(Prompt.ABSENT_NEXT))
                                .toList()
                        : List.of(Prompt.ABSENT_NOW))
                .orElse(List.of());
    }

    private static void sayDuty(DutyPeriod dutyPeriod, DutyStatus dutyStatus, List<Playable> prompts) {
        prompts.add(Prompt.ON_DUTY);
        var regions = dutyPeriod.covers().stream()
                .filter(DutyScope.OfRegion.class::isInstance)
                .map(covered -> ((DutyScope.OfRegion) covered).region())
                .sorted()
                .map(region -> List.of(Prompts.region(region)));
        var lines = dutyStatus.lines().stream()
                .map(line -> Stream.of(
                                Stream.of(Prompt.LINE_NUMBER),
                                Prompts.digits(line.number()),
                                Stream.of(Prompts.region(line.region())))
                        .flatMap(some -> some)
                        .toList());
        var coordination = dutyPeriod.covers().stream()
                .filter(DutyScope.CoordinatorOnCall.class::isInstance)
                .map(_ -> List.of(Prompt.COORDINATION));
        Stream.of(regions, lines, coordination)
                .flatMap(some -> some)
                .limit(MOST)
                .forEach(prompts::addAll);
        prompts.addAll(SpokenOpening.prompts(dutyPeriod.end(), dutyStatus.at()));
        prompts.add(Prompt.DUTY_ENDS);
    }

    /// In minutes when it is soon, for a pause ends at any minute; else by the clock.
    private static List<Playable> soon(Instant end, Instant now) {
        var minutes = Duration.between(now, end).plusSeconds(59).toMinutes();
        return minutes <= Prompts.MINUTES
                ? List.of(Prompts.in((int) Math.max(1, minutes)))
                : SpokenOpening.prompts(end, now);
    }
}
