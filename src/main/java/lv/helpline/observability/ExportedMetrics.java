package lv.helpline.observability;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.config.MeterFilterReply;
import java.util.Set;

/// Which figures are exported: the helpline's own, and of what Java and its libraries count only what somebody looks
/// at who asks why a process is slow or full. What a library brings along later stays out until it is named here.
final class ExportedMetrics implements MeterFilter {

    private static final String OURS = "helpline.";
    private static final String REQUESTS = "http.server.requests";

    private static final Set<String> KEPT = Set.of(
            "hikaricp.connections.active",
            "hikaricp.connections.max",
            "hikaricp.connections.pending",
            "hikaricp.connections.timeout",
            REQUESTS,
            "jvm.gc.pause",
            "jvm.memory.max",
            "jvm.memory.used",
            "jvm.threads.live",
            "logback.events",
            "process.cpu.usage",
            "process.files.max",
            "process.files.open",
            "process.start.time");

    /// Of a request. By its address, which is another one, a count would tell when somebody opened the public page.
    private static final Set<String> TOLD_OF_REQUESTS = Set.of("method", "status");

    @Override
    public MeterFilterReply accept(Meter.Id id) {
        var name = id.getName();
        return name.startsWith(OURS) || KEPT.contains(name) ? MeterFilterReply.NEUTRAL : MeterFilterReply.DENY;
    }

    @Override
    public Meter.Id map(Meter.Id id) {
        return id.getName().equals(REQUESTS)
                ? id.replaceTags(id.getTags().stream()
                        .filter(tag -> TOLD_OF_REQUESTS.contains(tag.getKey()))
                        .toList())
                : id;
    }
}
