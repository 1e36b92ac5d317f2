/// The pages of `lines`, and its part of the REST API. Runs with the pages.
@NullMarked
package lv.helpline.lines.web;

import org.jspecify.annotations.NullMarked;
