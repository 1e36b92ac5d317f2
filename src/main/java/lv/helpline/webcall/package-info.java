/// Calls from the web page, and calls to the pages of consultants: tickets, who has a page that is there, and what of a
/// browser's SIP is let through to Asterisk.
///
/// Knows no caller: neither an address nor anything else that tells two of them apart is in it.
@NullMarked
package lv.helpline.webcall;

import org.jspecify.annotations.NullMarked;
