package lv.helpline.prompts;

/// A text in one language, of which a clip is made.
///
/// @param use where it is heard, such as `closed`
record Clip(String language, String id, String use, String text) {

    boolean isWhisper() {
        return id.startsWith("whisper-");
    }

    boolean isOfMenu() {
        return id.equals("menu") || id.startsWith("language-");
    }

    /// A caller hears it before anybody answers: as long as one of these is synthetic, so is the helpline.
    boolean isHeardFirst() {
        return id.equals("greeting") || isOfMenu();
    }

    /// Such as `lv/greeting`.
    String name() {
        return language + "/" + id;
    }
}
