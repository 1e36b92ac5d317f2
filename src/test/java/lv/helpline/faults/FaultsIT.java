package lv.helpline.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import lv.helpline.lab.Lab;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The cases of `ops/faults` that no other test has in short, with a few calls each.
class FaultsIT {

    private static final int FEW = 12;

    private static final Ground GROUND = new Ground(Lab.shared());

    @AfterAll
    static void leave() throws Exception {
        GROUND.reset();
        GROUND.close();
    }

    static Stream<FaultCase> cases() {
        return Faults.cases().stream().filter(each -> each.shortForm().equals("FaultsIT.in_short"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void in_short(FaultCase each) throws Exception {
        GROUND.reset();
        var tally = each.run(GROUND, FEW);
        System.out.print("REPORT " + Tally.head() + "\nREPORT " + tally.row(each.name()) + "\n");
        assertThat(tally.wrong()).isEmpty();
        assertThat(tally).matches(Tally::isRight, "nobody is lost, and each call has one record");
    }
}
