package lv.helpline.duty;

/// The stable name of a line in logs, metrics and addresses: lower-case words joined by hyphens, such as `riga-trust`.
public record LineId(String value) {

    public LineId {
        if (value.length() > 40 || !value.matches("[a-z]+(-[a-z0-9]+)*")) {
            throw new IllegalArgumentException(
                    "line: lower-case words joined by hyphens are needed, 40 characters at most");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
