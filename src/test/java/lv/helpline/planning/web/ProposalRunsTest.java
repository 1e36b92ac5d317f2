package lv.helpline.planning.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import lv.helpline.audit.AccountId;
import lv.helpline.planning.proposals.Assignment;
import lv.helpline.planning.proposals.GapPart;
import lv.helpline.planning.proposals.StaffingLimits;
import lv.helpline.planning.proposals.StaffingProblem;
import lv.helpline.planning.proposals.StaffingSolver;
import lv.helpline.planning.web.ProposalRun.State;
import lv.helpline.roster.Consultant;
import lv.helpline.roster.DutyScope;
import lv.helpline.roster.Region;
import lv.helpline.roster.RosterBuilder;
import lv.helpline.roster.staffing.Candidate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ProposalRunsTest {

    private static final AccountId ILZE = new AccountId(1);
    private static final AccountId ZANE = new AccountId(2);
    private static final LocalDate MONDAY = LocalDate.of(2026, 12, 7);
    private static final ProposalRun.Weeks WEEK = new ProposalRun.Weeks(MONDAY, MONDAY.plusWeeks(1));
    private static final Consultant ANNA = RosterBuilder.consultant(1, "Anna");
    private static final Assignment ALL = new Assignment(Map.of(0, ANNA.id()));
    private static final StaffingProblem PROBLEM = new StaffingProblem(
            List.of(new GapPart(
                    0,
                    new DutyScope.OfRegion(Region.RIGA),
                    List.of(),
                    RosterBuilder.at("2026-12-07 09:00"),
                    RosterBuilder.at("2026-12-07 13:00"),
                    List.of(new Candidate(ANNA, List.of())))),
            List.of(),
            new StaffingLimits(Duration.ofHours(8), Duration.ofHours(12)));

    private final CountDownLatch enough = new CountDownLatch(1);

    /// Tells of a plan, and then looks on until it is told to end, or has enough.
    private final StaffingSolver patient = (_, _, better) -> {
        better.accept(ALL);
        try {
            enough.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        return ALL;
    };

    private final ProposalRuns runs = new ProposalRuns(Optional.of(patient), Duration.ofSeconds(20));

    @AfterEach
    void end() {
        runs.close();
    }

    @Test
    void one_search_goes_on_at_a_time_and_says_how_far_it_is() {
        assertThat(runs.begin(ILZE, WEEK, () -> PROBLEM)).isTrue();
        assertThat(runs.begin(ZANE, WEEK, () -> PROBLEM)).isFalse();
        assertThat(runs.begin(ILZE, WEEK, () -> PROBLEM)).isFalse();
        await().untilAsserted(() -> assertThat(run().progress())
                .isEqualTo(new ProposalRun.Progress(Duration.ofHours(4), Duration.ofHours(4))));
        assertThat(run().plan()).isEmpty();
        runs.forget(ILZE);
        assertThat(runs.isBusy()).isTrue();
        enough.countDown();
        await().until(() -> run().state() == State.DONE);
        assertThat(run().plan().orElseThrow().proposals()).hasSize(1);
        assertThat(runs.begin(ZANE, WEEK, () -> PROBLEM)).isTrue();
        assertThat(run().state()).isEqualTo(State.DONE);
    }

    @Test
    void a_search_that_is_stopped_shows_what_it_has_found() {
        runs.begin(ILZE, WEEK, () -> PROBLEM);
        run().stop();
        await().until(() -> run().state() == State.STOPPED);
        assertThat(run().plan().orElseThrow().proposals()).hasSize(1);
        runs.forget(ILZE);
        assertThat(runs.last(ILZE)).isEmpty();
    }

    @Test
    void a_search_that_fails_says_so_and_keeps_no_other_away() {
        runs.begin(ILZE, WEEK, () -> {
            throw new IllegalStateException("on purpose");
        });
        await().until(() -> run().state() == State.FAILED);
        assertThat(run().plan()).isEmpty();
        assertThat(runs.begin(ZANE, WEEK, () -> PROBLEM)).isTrue();
    }

    private ProposalRun run() {
        return runs.last(ILZE).orElseThrow();
    }
}
