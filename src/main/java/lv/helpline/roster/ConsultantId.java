package lv.helpline.roster;

/// A consultant's number in the roster, 1 or more. It is what logs and records name, never the person.
public record ConsultantId(int value) implements Comparable<ConsultantId> {

    public ConsultantId {
        if (value < 1) {
            throw new IllegalArgumentException("consultant: a number of 1 or more is needed");
        }
    }

    @Override
    public int compareTo(ConsultantId other) {
        return Integer.compare(value, other.value);
    }

    @Override
    public String toString() {
        return Integer.toString(value);
    }
}
