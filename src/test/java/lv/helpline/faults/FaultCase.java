package lv.helpline.faults;

/// Something that breaks while calls go on.
interface FaultCase {

    /// As it is named on the command line, such as `router-down`.
    String name();

    /// What is broken, in one sentence.
    String broken();

    /// How many calls are placed unless somebody asks for another number.
    int calls();

    /// The test of `ops/test calls` that has it in short, such as `RouterFaultsIT.noRouterAtAll`.
    String shortForm();

    /// Places so many calls while it is broken, and repairs it.
    Tally run(Ground ground, int calls) throws Exception;

    /// What is done when a case runs.
    @FunctionalInterface
    interface Run {
        Tally run(Ground ground, int calls) throws Exception;
    }

    static FaultCase of(String name, String broken, int calls, String shortForm, Run run) {
        record Simple(String name, String broken, int calls, String shortForm, Run what) implements FaultCase {
            @Override
            public Tally run(Ground ground, int calls) throws Exception {
                return what.run(ground, calls);
            }

            @Override
            public String toString() {
                return name;
            }
        }
        return new Simple(name, broken, calls, shortForm, run);
    }
}
