/// The pages of `statistics`, and its part of the REST API. Runs with the pages.
@NullMarked
package lv.helpline.statistics.web;

import org.jspecify.annotations.NullMarked;
