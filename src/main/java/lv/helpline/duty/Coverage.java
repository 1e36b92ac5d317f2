package lv.helpline.duty;

/// What a duty covers: every line of a region, or one line.
public sealed interface Coverage {

    boolean covers(Line line);

    record OfRegion(Region region) implements Coverage {
        @Override
        public boolean covers(Line line) {
            return line.region() == region;
        }
    }

    record OfLine(LineId line) implements Coverage {
        @Override
        public boolean covers(Line line) {
            return line.id().equals(this.line);
        }
    }
}
