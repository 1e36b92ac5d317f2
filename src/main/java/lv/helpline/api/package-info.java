/// What API clients ask: who they are by their key, the scopes that they need, how errors are told (RFC 9457), and the
/// interface's description. What they ask for is in the modules, in `web`.
///
/// Runs with the pages.
@NullMarked
package lv.helpline.api;

import org.jspecify.annotations.NullMarked;
