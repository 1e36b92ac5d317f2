/// A real telephone network in a box: an Asterisk, SIPp callers and phones, the media they exchange, and a record of
/// every message on the wire. Tests and the demo stand on it. Everything is on loopback addresses and ports that
/// nobody else can take, and is stopped by its own process id.
@NullMarked
package lv.helpline.lab;

import org.jspecify.annotations.NullMarked;
