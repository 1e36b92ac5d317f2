package lv.helpline.snapshot;

import lv.helpline.roster.Wish;
import lv.helpline.roster.WishId;

/// A row of `line_wish` with its row of `wish`.
record WishRow(String line, String code, int key, String name, String nameEn) {

    Wish wish() {
        return new Wish(new WishId(code), key, name, nameEn);
    }
}
