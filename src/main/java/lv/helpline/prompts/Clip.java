package lv.helpline.prompts;

/// A text in one language, of which a clip is made.
///
/// @param use where it is heard, such as `closed`
record Clip(String language, String id, String use, String text) {

    boolean isWhisper() {
        return PromptSeries.WHISPER.begins(id);
    }

    boolean isOfMenu() {
        return id.equals(Prompt.MENU.id()) || PromptSeries.LANGUAGE.begins(id);
    }

    /// A caller hears it before anybody answers: as long as one of these is synthetic, so is the helpline.
    boolean isHeardFirst() {
        return id.equals(Prompt.GREETING.id()) || isOfMenu();
    }

    /// Such as `lv/greeting`.
    String name() {
        return language + "/" + id;
    }
}
