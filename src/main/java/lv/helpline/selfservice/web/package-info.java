/// The pages of `selfservice`, and its part of the REST API. Runs with the pages.
@NullMarked
package lv.helpline.selfservice.web;

import org.jspecify.annotations.NullMarked;
