package lv.helpline.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BoundTest {

    /// The values are those of the tables of Clopper and Pearson's bound, one-sided, at 95 %.
    @ParameterizedTest
    @CsvSource({"0, 10, 0.2589", "1, 10, 0.3942", "2, 20, 0.2826", "5, 100, 0.1023", "0, 3000, 0.000998"})
    void is_that_of_clopper_and_pearson(int lost, int calls, double bound) {
        assertThat(Bound.ofRate(lost, calls)).isCloseTo(bound, within(0.0001));
    }

    @Test
    void of_all_lost_it_is_one() {
        assertThat(Bound.ofRate(7, 7)).isEqualTo(1);
        assertThat(Bound.ofRate(0, 0)).isEqualTo(1);
    }
}
