package lv.helpline.audit;

/// An account's number, 1 or more. It is what sessions and logs name, never the person.
public record AccountId(int value) {

    public AccountId {
        if (value < 1) {
            throw new IllegalArgumentException("account: a number of 1 or more is needed");
        }
    }

    @Override
    public String toString() {
        return Integer.toString(value);
    }
}
