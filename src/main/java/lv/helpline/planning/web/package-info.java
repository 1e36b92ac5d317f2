/// The pages of `planning`, and its part of the REST API. Runs with the pages.
@NullMarked
package lv.helpline.planning.web;

import org.jspecify.annotations.NullMarked;
