/// The page that everybody may read. Runs with the pages.
@NullMarked
package lv.helpline.publicsite;

import org.jspecify.annotations.NullMarked;
