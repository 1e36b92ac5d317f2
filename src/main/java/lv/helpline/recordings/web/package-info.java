/// The pages of `recordings`, and its part of the REST API. Runs with the pages.
@NullMarked
package lv.helpline.recordings.web;

import org.jspecify.annotations.NullMarked;
