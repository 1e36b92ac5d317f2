package lv.helpline.lines;

import java.util.List;
import lv.helpline.roster.Wish;

/// The wishes that callers may have. They are edited by migrations only, since each needs a prompt.
public interface Wishes {

    /// In the order of their keys.
    List<Wish> all();

    /// Those that a line offers, in the order of their keys.
    List<Wish> offered();
}
