/// What the router would do at another time, for the pages.
@NullMarked
package lv.helpline.routing.web;

import org.jspecify.annotations.NullMarked;
