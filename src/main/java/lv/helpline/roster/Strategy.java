package lv.helpline.roster;

/// In which order a line rings its consultants.
public sealed interface Strategy {

    /// Everybody's phone rings together.
    record AllAtOnce() implements Strategy {}

    /// One phone after the other, longest since the last call first.
    record OneByOne() implements Strategy {}

    /// Groups of `size` phones (2 to 10), one group after the other, longest since the last call first.
    record Waves(int size) implements Strategy {
        public Waves {
            if (size < 2 || size > 10) {
                throw new IllegalArgumentException("strategy: a wave has 2 to 10 phones");
            }
        }
    }
}
