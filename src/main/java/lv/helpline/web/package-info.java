/// Administrators', coordinators' and consultants' pages.
///
/// Knows forms, roles, sessions and messages. Must not know FastAGI or row types.
@NullMarked
package lv.helpline.web;

import org.jspecify.annotations.NullMarked;
