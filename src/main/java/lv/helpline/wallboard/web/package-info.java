/// The pages of `wallboard`, and its part of the REST API. Runs with the pages.
@NullMarked
package lv.helpline.wallboard.web;

import org.jspecify.annotations.NullMarked;
