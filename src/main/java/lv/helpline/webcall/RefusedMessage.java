package lv.helpline.webcall;

/// A browser sent what a call from our page has no need of. The message says what was wrong with it and has nothing of
/// it.
public final class RefusedMessage extends RuntimeException {

    private static final long serialVersionUID = 1;

    RefusedMessage(String reason) {
        super(reason);
    }
}
