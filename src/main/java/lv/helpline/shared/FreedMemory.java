package lv.helpline.shared;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.ref.Reference;
import java.lang.ref.SoftReference;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Java's memory that nobody uses any more. What was in it stays there until something else happens to need the room;
/// here it is overwritten.
///
/// It knows how the serial collector works, by the options of `ops/systemd/helpline-pages.service`. A collection puts
/// all that is in use at the beginning of the old generation (`MarkSweepAlwaysCompactCount`, `MarkSweepDeadRatio`).
/// What is made anew begins in the young generation, in memory full of zeros (`ZeroTLAB`), and goes from there to
/// the old one, behind all that is there already (`MaxTenuringThreshold`).
public final class FreedMemory {

    private static final Map<String, String> OPTIONS = Map.of(
            "MarkSweepAlwaysCompactCount",
            "1",
            "MarkSweepDeadRatio",
            "0",
            "ZeroTLAB",
            "true",
            "MaxTenuringThreshold",
            "0");

    /// What is made at a time: little, for of the young generation as much may be left as does not fit any more.
    private static final int PIECE = 1_024;

    /// For what others need while it is being overwritten.
    private static final long MORE = 1 << 20;

    /// Keeps the compiler from leaving out what nobody reads.
    @SuppressWarnings("unused")
    private static volatile byte @Nullable [] last;

    private FreedMemory() {}

    /// Takes some tenths of a second, in which nobody else computes. Does nothing in a process with another collector,
    /// or
    /// without these options, where it would take as long for nothing.
    public static void overwrite() {
        if (OPTIONS.entrySet().stream().allMatch(FreedMemory::isSet)) {
            pool("Tenured Gen").ifPresent(old -> pool("Eden Space").ifPresent(young -> overwrite(old, young)));
        }
    }

    private static boolean isSet(Map.Entry<String, String> option) {
        return ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                .getVMOption(option.getKey())
                .getValue()
                .equals(option.getValue());
    }

    private static Optional<MemoryPoolMXBean> pool(String name) {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getName().equals(name))
                .findFirst();
    }

    private static synchronized void overwrite(MemoryPoolMXBean old, MemoryPoolMXBean young) {
        System.gc();
        fill(
                old.getPeakUsage().getUsed() - old.getUsage().getUsed() + MORE,
                2 * young.getUsage().getCommitted());
        old.resetPeakUsage();
    }

    /// First with what is kept until it has got to the old generation, then with as much of what is kept by nobody that
    /// it gets there. Whoever needs the room meanwhile has it.
    private static void fill(long old, long young) {
        var kept = Stream.generate(() -> new SoftReference<>(new byte[PIECE]))
                .limit(old / PIECE)
                .toList();
        try {
            for (var filled = 0L; filled < young; filled += PIECE) {
                last = new byte[PIECE];
            }
        } finally {
            Reference.reachabilityFence(kept);
        }
    }
}
