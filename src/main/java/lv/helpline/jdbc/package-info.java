/// PostgreSQL: Spring Data JDBC adapters, the snapshot's loader and its copy on disk.
///
/// Knows rows and constraint names. Must not know FastAGI or pages.
@NullMarked
package lv.helpline.jdbc;

import org.jspecify.annotations.NullMarked;
