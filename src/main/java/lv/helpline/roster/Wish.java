package lv.helpline.roster;

/// Whom a caller may ask to be rung first, such as a woman. A further wish is data, and a prompt.
///
/// @param key    the key by which a caller says it, 4 to 9, for 1 to 3 mean something else in a call
/// @param name   in Latvian, as the pages show it
/// @param nameEn the same in English
public record Wish(WishId id, int key, String name, String nameEn) {

    public Wish {
        if (key < 4 || key > 9) {
            throw new IllegalArgumentException("wish: a key of 4 to 9 is needed");
        }
    }
}
