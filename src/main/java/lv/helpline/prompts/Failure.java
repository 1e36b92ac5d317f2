package lv.helpline.prompts;

/// The work cannot go on; the message says why, to whoever started the program.
@SuppressWarnings("serial")
public final class Failure extends RuntimeException {

    Failure(String why) {
        super(why);
    }
}
