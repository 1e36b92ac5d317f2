package lv.helpline.wallboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import lv.helpline.roster.ConsultantId;
import lv.helpline.wallboard.CallEvent.CallOver;
import lv.helpline.wallboard.CallEvent.Leg;
import lv.helpline.wallboard.CallEvent.LegOver;
import lv.helpline.wallboard.CallEvent.Retelling;
import lv.helpline.wallboard.CallEvent.Retold;
import lv.helpline.wallboard.CallEvent.Ringing;
import lv.helpline.wallboard.CallEvent.Talking;
import lv.helpline.wallboard.CallEvent.Waiting;
import lv.helpline.wallboard.Calls.Caller;
import lv.helpline.wallboard.Calls.Phone;
import org.junit.jupiter.api.Test;

class CallsTest {

    private static final String LATGALE = "25723222";
    private static final UUID CALL = UUID.fromString("00000000-0000-4000-8000-000000000001");
    private static final UUID OTHER_CALL = UUID.fromString("00000000-0000-4000-8000-000000000002");
    private static final ConsultantId ANNA = new ConsultantId(1);
    private static final Leg ANNAS = new Leg(CALL, Optional.of(ANNA));
    private static final Leg BRUNOS = new Leg(CALL, Optional.of(new ConsultantId(2)));
    private static final Instant TEN = Instant.parse("2026-11-24T08:00:00Z");

    @Test
    void a_call_waits_rings_and_is_taken() {
        var waiting = after(waits(CALL));
        assertThat(waiting.waiting()).isEqualTo(Map.of(CALL, new Caller(LATGALE, TEN)));

        var ringing = after(waiting, rings(ANNAS), rings(BRUNOS));
        assertThat(ringing.waiting()).containsOnlyKeys(CALL);
        assertThat(ringing.phoneOf(ANNA)).hasValue(new Phone(LATGALE, false, TEN));

        var talking = after(ringing, talks(ANNAS), new LegOver(BRUNOS, TEN));
        assertThat(talking.waiting()).isEmpty();
        assertThat(talking.legs()).isEqualTo(Map.of(ANNAS, new Phone(LATGALE, true, TEN)));
    }

    @Test
    void a_talk_that_ends_begins_a_wrap_up_and_a_ringing_that_ends_does_not() {
        var end = TEN.plusSeconds(60);
        var over = after(after(rings(BRUNOS), talks(ANNAS)), new LegOver(BRUNOS, end), new LegOver(ANNAS, end));

        assertThat(over.legs()).isEmpty();
        assertThat(over.ended()).isEqualTo(Map.of(ANNA, end));
        assertThat(after(over, new LegOver(BRUNOS, end.plusSeconds(601))).ended())
                .isEmpty();
    }

    @Test
    void a_caller_who_leaves_takes_the_phones_along_and_no_other_call_s() {
        var calls = after(waits(CALL), rings(ANNAS), waits(OTHER_CALL), new CallOver(CALL, TEN));

        assertThat(calls.waiting()).containsOnlyKeys(OTHER_CALL);
        assertThat(calls.legs()).isEmpty();
    }

    /// Which Asterisk tells first is chance.
    @Test
    void a_talk_ends_with_its_call_too() {
        var end = TEN.plusSeconds(60);
        var over = after(talks(ANNAS), new CallOver(CALL, end), new LegOver(ANNAS, end.plusSeconds(1)));

        assertThat(over.ended()).isEqualTo(Map.of(ANNA, end));
    }

    @Test
    void a_call_that_goes_to_another_line_waits_there() {
        assertThat(after(waits(CALL), new Waiting(CALL, "67898343", TEN)).waiting())
                .isEqualTo(Map.of(CALL, new Caller("67898343", TEN)));
    }

    @Test
    void nothing_is_whole_before_a_round_that_was_heard_from_its_beginning() {
        assertThat(after(waits(CALL)).whole()).isFalse();
        assertThat(after(new Retold()).whole()).isFalse();
        assertThat(after(new Retelling(), waits(CALL)).whole()).isFalse();
        assertThat(after(new Retelling(), waits(CALL), new Retold()).whole()).isTrue();
        assertThat(after(new Retelling(), new Retold(), waits(CALL)).whole()).isTrue();
    }

    @Test
    void a_round_forgets_what_is_not_told_again_and_keeps_what_begins_meanwhile() {
        var calls = after(waits(CALL), rings(ANNAS), new Retelling(), waits(OTHER_CALL), waits(CALL), new Retold());

        assertThat(calls.waiting()).containsOnlyKeys(CALL, OTHER_CALL);
        assertThat(calls.legs()).isEmpty();
    }

    @Test
    void what_is_told_again_keeps_its_time() {
        var later = TEN.plusSeconds(1);
        var calls = after(waits(CALL), rings(ANNAS));

        assertThat(after(calls, new Waiting(CALL, LATGALE, later), new Ringing(ANNAS, LATGALE, later)))
                .isEqualTo(calls);
    }

    @Test
    void a_call_that_was_taken_is_not_taken_for_waiting_when_it_is_told_again() {
        for (var round :
                List.of(List.<CallEvent>of(waits(CALL), talks(ANNAS)), List.<CallEvent>of(talks(ANNAS), waits(CALL)))) {
            assertThat(after(round.toArray(CallEvent[]::new)).waiting()).isEmpty();
        }
    }

    private static Waiting waits(UUID call) {
        return new Waiting(call, LATGALE, TEN);
    }

    private static Ringing rings(Leg leg) {
        return new Ringing(leg, LATGALE, TEN);
    }

    private static Talking talks(Leg leg) {
        return new Talking(leg, LATGALE, TEN);
    }

    private static Calls after(CallEvent... events) {
        return after(Calls.UNKNOWN, events);
    }

    private static Calls after(Calls calls, CallEvent... events) {
        var now = calls;
        for (var event : events) {
            now = now.after(event);
        }
        return now;
    }
}
