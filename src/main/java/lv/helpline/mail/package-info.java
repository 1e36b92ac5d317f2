/// How mails are composed and go out.
///
/// Knows accounts, messages, and what mails tell of: lines, regions and duties. Must not know pages, sessions or row
/// types: it runs in the router too.
@NullMarked
package lv.helpline.mail;

import org.jspecify.annotations.NullMarked;
