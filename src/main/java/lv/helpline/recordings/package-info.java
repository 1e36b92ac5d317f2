/// Recorded prompts: takes, their acceptance, and whether a sound is fit to be played.
///
/// Must not know pages, SQL or Spring.
@NullMarked
package lv.helpline.recordings;

import org.jspecify.annotations.NullMarked;
