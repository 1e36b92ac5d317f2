/// What a program or a guesser is known by: keys of programs, wrong guesses, and the first administrator's link.
///
/// Must not know pages, SQL or Spring; has no clock.
@NullMarked
package lv.helpline.identity;

import org.jspecify.annotations.NullMarked;
