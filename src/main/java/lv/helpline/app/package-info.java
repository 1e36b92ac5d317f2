/// The frame of every page and request: what each page shows, errors, limits of what is sent, and places for those
/// who wait.
///
/// Stands above all modules and runs with the pages.
@NullMarked
package lv.helpline.app;

import org.jspecify.annotations.NullMarked;
