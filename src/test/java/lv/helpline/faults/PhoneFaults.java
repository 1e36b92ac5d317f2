package lv.helpline.faults;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import lv.helpline.bench.Surge;
import lv.helpline.lab.Attendant;

/// What phones and their networks do instead of taking a call, and callers who leave.
final class PhoneFaults {

    private static final int CONSULTANTS = 10;
    private static final double PACE = 3;

    /// So many of the consultants have the phone in question.
    private static final int AFFECTED = 3;

    private PhoneFaults() {}

    /// Puts a phone, or a network, at that number.
    @FunctionalInterface
    private interface Phone {
        void at(Ground ground, String number) throws Exception;
    }

    static List<FaultCase> all() {
        return List.of(
                of(
                        "phone-voicemail",
                        "A voicemail answers three of ten phones, speaks and presses nothing.",
                        "HuntIT.theNextIsRungThenRigaByOverflow",
                        (ground, number) -> ground.lab().peers().answering(number, Ground.RINGING)),
                of(
                        "phone-screening",
                        "A robot answers three of ten phones, speaks and hangs up after 5 s.",
                        "HuntIT.theNextIsRungThenRigaByOverflow",
                        (ground, number) -> Attendant.hangingUpAfter(
                                ground.lab().peers().answering(number, Ground.RINGING), Duration.ofSeconds(5))),
                of(
                        "phone-whisper-hang-up",
                        "The owners of three of ten phones hang up in the whisper.",
                        "HuntIT.theNextIsRungThenRigaByOverflow",
                        (ground, number) -> Attendant.hangingUpAfter(
                                ground.lab().peers().answering(number, Ground.RINGING), Duration.ofSeconds(1))),
                refusing(
                        "phone-unreachable",
                        "480 Temporarily Unavailable",
                        "Three of ten phones cannot be reached (480)."),
                refusing("phone-busy", "486 Busy Here", "Three of ten phones are busy (486)."),
                refusing(
                        "phone-503",
                        "503 Service Unavailable",
                        "The trunk refuses the calls to three of ten phones (503)."),
                of(
                        "trunk-silent",
                        "The trunk says nothing to the calls to three of ten phones.",
                        "WhoseDoingIT",
                        (ground, number) -> ground.lab().exchange().network(number)),
                FaultCase.of(
                        "all-busy",
                        "Two consultants have more calls than they can take, and everybody waits.",
                        60,
                        "WaitingIT.whoFindsEverybodyBusyWaitsAndIsServedInOrderOfArrival",
                        PhoneFaults::allBusy),
                FaultCase.of(
                        "nobody-on-duty",
                        "The line is open and nobody is on duty.",
                        100,
                        "NobodyIT.nobodyOnDuty",
                        PhoneFaults::nobody),
                FaultCase.of(
                        "caller-gone",
                        "Half of the callers hang up: before the answer, while phones ring, in the whisper, in talk.",
                        200,
                        "HangUpIT",
                        PhoneFaults::gone));
    }

    private static FaultCase refusing(String name, String status, String broken) {
        return of(
                name,
                broken,
                "HuntIT.theNextIsRungThenRigaByOverflow",
                (ground, number) -> ground.lab().peers().refusing(number, status));
    }

    private static FaultCase of(String name, String broken, String shortForm, Phone phone) {
        return FaultCase.of(name, broken, 200, shortForm, (ground, calls) -> {
            ground.staff(CONSULTANTS);
            for (var each = 0; each < AFFECTED; each++) {
                phone.at(ground, Surge.mobile(each));
            }
            ground.router();
            return ground.place(new Load(calls, PACE), Scene::awaitOver);
        });
    }

    private static Tally allBusy(Ground ground, int calls) throws Exception {
        ground.staff(2, Ground.RINGING, Duration.ofSeconds(1));
        ground.router();
        return ground.place(new Load(calls, PACE).withPatience(Duration.ofSeconds(60 + 3L * calls)), Scene::awaitOver);
    }

    private static Tally nobody(Ground ground, int calls) throws Exception {
        ground.staff(1);
        ground.lab().database().edit("delete from cover");
        ground.router();
        return ground.place(Load.message(calls, PACE, Duration.ofSeconds(15), "lv/nobody"), Scene::awaitOver);
    }

    private static Tally gone(Ground ground, int calls) throws Exception {
        ground.staff(2 * CONSULTANTS, Duration.ofSeconds(1), Duration.ofSeconds(2));
        ground.router();
        return ground.place(
                new Load(calls, PACE)
                        .with((caller, since) -> Math.floorMod(caller.callId().hashCode(), 2) == 0
                                && since.toMillis() > new Random(caller.callId().hashCode()).nextInt(5_000)),
                Scene::awaitOver);
    }
}
