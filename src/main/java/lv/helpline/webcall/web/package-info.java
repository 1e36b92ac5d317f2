/// The gate for calls from the web page: tickets for browsers, and their WebSocket as far as Asterisk's.
@NullMarked
package lv.helpline.webcall.web;

import org.jspecify.annotations.NullMarked;
