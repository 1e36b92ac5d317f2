/// Whose phone rings, and why: the page and the interface of it. Runs with the pages.
@NullMarked
package lv.helpline.simulator;

import org.jspecify.annotations.NullMarked;
