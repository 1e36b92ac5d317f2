package lv.helpline.faults;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/// The router's clock at the two nights at which clocks are changed, and jumping.
final class ClockFaults {

    private static final int CONSULTANTS = 12;
    private static final double PACE = 4;

    /// 03:00 in Rīga becomes 04:00 then, and 04:00 becomes 03:00.
    private static final Instant SPRING = Instant.parse("2027-03-28T01:00:00Z");

    private static final Instant AUTUMN = Instant.parse("2027-10-31T01:00:00Z");

    private static final List<Duration> JUMPS = List.of(
            Duration.ofHours(1),
            Duration.ofHours(-1),
            Duration.ofDays(2),
            Duration.ofDays(-1),
            Duration.ofMinutes(5),
            Duration.ZERO);

    private ClockFaults() {}

    static List<FaultCase> all() {
        return List.of(
                FaultCase.of(
                        "clock-spring",
                        "In the middle of the calls the router's clock goes through the night in which an hour is left out.",
                        200,
                        "RosterPropertiesTest",
                        (ground, calls) -> night(ground, calls, SPRING)),
                FaultCase.of(
                        "clock-autumn",
                        "In the middle of the calls the router's clock goes through the night in which an hour comes twice.",
                        200,
                        "RosterPropertiesTest",
                        (ground, calls) -> night(ground, calls, AUTUMN)),
                FaultCase.of(
                        "clock-jumps",
                        "The router's clock jumps back and forth by minutes, hours and days, every 5 s.",
                        200,
                        "SurgeIT.whoComesOnDutyIsGivenToTheFirstWhoWaits",
                        ClockFaults::jumps));
    }

    private static Tally night(Ground ground, int calls, Instant change) throws Exception {
        ground.staff(CONSULTANTS);
        openAt(ground, change);
        return under(ground, calls, clock -> scene -> {
            var half = Duration.ofMillis(Math.round(calls / PACE * 500));
            clock.set(change.minus(half));
            scene.awaitOver();
        });
    }

    private static Tally jumps(Ground ground, int calls) throws Exception {
        ground.staff(CONSULTANTS);
        openAt(ground, Instant.now());
        return under(ground, calls, clock -> scene -> {
            for (var jump = 0; scene.called() < calls; jump++) {
                clock.ahead(JUMPS.get(jump % JUMPS.size()));
                scene.awaitSeconds(5);
            }
        });
    }

    @FunctionalInterface
    private interface With {
        Scene.During during(FakeClock clock);
    }

    private static Tally under(Ground ground, int calls, With with) throws Exception {
        var clock = new FakeClock(ground.lab().home().resolve("clock-" + System.nanoTime()));
        try (var router = ground.another("router-with-a-clock-" + System.nanoTime(), Map.of(), clock.environment())) {
            ground.lab().routers().use(router.address(), "");
            return ground.place(new Load(calls, PACE), with.during(clock));
        }
    }

    /// The line is open and everybody on duty for some days around that.
    private static void openAt(Ground ground, Instant time) {
        var day = time.atZone(ZoneOffset.UTC).toLocalDate();
        var days = "date '%s', date '%s'".formatted(day.minusDays(6), day.plusDays(6));
        ground.lab()
                .database()
                .edit(
                        "delete from special_opening",
                        "insert into special_opening (line, starts, ends) values ('latgale', %s)".formatted(days),
                        "delete from cover",
                        "insert into cover (consultant, region, starts, ends)"
                                + " select id, 'latgale', %s from consultant where id > 300".formatted(days));
        if (!day.equals(LocalDate.now(ZoneOffset.UTC))) {
            // Asterisk's own copy goes by Asterisk's clock.
            ground.lab()
                    .database()
                    .edit(
                            "insert into special_opening (line, starts, ends)"
                                    + " values ('latgale', current_date - 1, current_date + 3)",
                            "insert into cover (consultant, region, starts, ends)"
                                    + " select id, 'latgale', current_date - 1, current_date + 3 from consultant where id > 300");
        }
    }
}
