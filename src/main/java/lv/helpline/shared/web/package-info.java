/// What several modules' pages use and none owns: forms, tables, languages, limits.
@NullMarked
package lv.helpline.shared.web;

import org.jspecify.annotations.NullMarked;
