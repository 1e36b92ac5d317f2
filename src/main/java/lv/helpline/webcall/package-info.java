/// Calls from the web page: their tickets, and what of a browser's SIP is let through to Asterisk.
///
/// Knows no caller: neither an address nor anything else that tells two of them apart is in it.
@NullMarked
package lv.helpline.webcall;

import org.jspecify.annotations.NullMarked;
