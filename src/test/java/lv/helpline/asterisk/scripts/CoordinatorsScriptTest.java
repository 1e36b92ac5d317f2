package lv.helpline.asterisk.scripts;

import static lv.helpline.roster.RosterBuilder.consultant;
import static lv.helpline.roster.RosterBuilder.onDuty;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import lv.helpline.roster.Region;
import lv.helpline.roster.RosterBuilder;
import lv.helpline.routing.RecentActivity;
import lv.helpline.routing.Snapshot;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CoordinatorsScriptTest {

    private final RunningScripts router = new RunningScripts("2026-11-23T10:00", Given.snapshot("a"));
    private final FakeAsterisk asterisk = new FakeAsterisk();

    @AfterEach
    void stop() {
        router.close();
    }

    @Test
    void namesWhoCoordinatesNowButNotWhoAsks() {
        var rosterBuilder = RosterBuilder.of(Given.LATGALE);
        for (var id = 1; id <= 6; id++) {
            var somebody = consultant(id, "Somebody");
            rosterBuilder.with(
                    somebody,
                    id == 2
                            ? onDuty(somebody).in(Region.LATGALE)
                            : onDuty(somebody).coordinating());
        }
        router.snapshot = new Snapshot("a", Instant.EPOCH, rosterBuilder.roster(), RecentActivity.NONE);
        assertThat(asterisk.ask(router.port(), "coordinators", "3"))
                .isEqualTo("v2|coordinators|1_m37120000011&4_m37120000014&5_m37120000015|end");
        assertThat(asterisk.ask(router.port(), "coordinators"))
                .isEqualTo("v2|coordinators|1_m37120000011&3_m37120000013&4_m37120000014|end");
    }

    @Test
    void withNobodyOnCallItNamesNobody() {
        assertThat(asterisk.ask(router.port(), "coordinators", "3")).isEqualTo("v2|coordinators||end");
    }
}
