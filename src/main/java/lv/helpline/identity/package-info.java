/// What an API client or somebody who guesses passwords is known by: API keys, failed attempts, and the first
/// administrator's link.
///
/// Must not know pages, SQL or Spring; has no clock.
@NullMarked
package lv.helpline.identity;

import org.jspecify.annotations.NullMarked;
