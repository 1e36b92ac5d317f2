/// What tests of pages share: the site, as a browser and a stranger meet it.
@NullMarked
package lv.helpline.testing.pages;

import org.jspecify.annotations.NullMarked;
