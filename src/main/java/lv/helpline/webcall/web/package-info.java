/// The gate for calls from the web page and to the pages of consultants: tickets and sessions, and the WebSockets of
/// browsers as far as Asterisk.
@NullMarked
package lv.helpline.webcall.web;

import org.jspecify.annotations.NullMarked;
