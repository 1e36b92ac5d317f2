/// The roster in memory: how it is loaded, kept up to date by what PostgreSQL notifies, and copied to disk.
///
/// Knows rows. Must not know FastAGI or pages.
@NullMarked
package lv.helpline.snapshot;

import org.jspecify.annotations.NullMarked;
