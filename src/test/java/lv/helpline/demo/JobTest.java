package lv.helpline.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class JobTest {

    private final ArrayDeque<String> faults = new ArrayDeque<>();
    private final List<String> told = new ArrayList<>();
    private final Job job = new Job("refresh", this::work, told::add);

    @Test
    void a_failure_is_told_once_and_so_is_its_end() {
        faults.addAll(List.of("the database is away\nand more", "the database is away", ""));
        for (var run = 0; run < 4; run++) {
            job.run();
        }
        assertThat(told)
                .containsExactly(
                        "The job \"refresh\" failed and is tried again: the database is away",
                        "The job \"refresh\" works again.");
    }

    @Test
    void success_is_not_worth_a_word() {
        job.run();
        assertThat(told).isEmpty();
    }

    private void work() {
        var fault = faults.poll();
        if (fault != null && !fault.isEmpty()) {
            throw new IllegalStateException(fault);
        }
    }
}
