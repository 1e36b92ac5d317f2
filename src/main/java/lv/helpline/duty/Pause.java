package lv.helpline.duty;

import java.time.Instant;

/// A consultant's rest in `[start, end)`, asked for by themselves.
public record Pause(ConsultantId consultant, Instant start, Instant end) {}
