package lv.helpline.prompts;

/// What Asterisk can play: a prompt by its own name, one of a series, or an announcement that administrators have
/// typed.
public interface Playable {

    /// The name of its file in each language. A prompt's row in the catalogue has the same.
    String id();
}
