/// The pages of `staff`, and its part of the REST API. Runs with the pages.
@NullMarked
package lv.helpline.staff.web;

import org.jspecify.annotations.NullMarked;
