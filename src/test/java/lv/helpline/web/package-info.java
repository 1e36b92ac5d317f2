/// The pages, as a browser and a stranger meet them.
@NullMarked
package lv.helpline.web;

import org.jspecify.annotations.NullMarked;
