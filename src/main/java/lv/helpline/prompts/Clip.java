package lv.helpline.prompts;

import java.util.regex.Pattern;

/// A text in one language, of which a clip is made.
///
/// @param use where it is heard, such as `closed`
record Clip(String language, String id, String use, String text) {

    private static final Pattern FIRST_HEARD = Pattern.compile("greeting|menu|language-.*");

    boolean isWhisper() {
        return id.startsWith("whisper-");
    }

    boolean isOfMenu() {
        return id.equals("menu") || id.startsWith("language-");
    }

    /// A caller hears it before anybody answers: as long as one of these is synthetic, so is the helpline.
    boolean isHeardFirst() {
        return FIRST_HEARD.matcher(id).matches();
    }

    /// Such as `lv/greeting`.
    String name() {
        return language + "/" + id;
    }
}
