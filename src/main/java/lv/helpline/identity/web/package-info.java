/// Signing in and out: links, codes, passwords, passkeys, sessions, and forms that outlive their session.
///
/// Runs with the pages.
@NullMarked
package lv.helpline.identity.web;

import org.jspecify.annotations.NullMarked;
