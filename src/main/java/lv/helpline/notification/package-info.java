/// What people are mailed: who is told of what, in which words, and how it goes out.
///
/// Knows accounts, rosters and messages. Must not know pages, sessions or row types: it runs in the router too.
@NullMarked
package lv.helpline.notification;

import org.jspecify.annotations.NullMarked;
