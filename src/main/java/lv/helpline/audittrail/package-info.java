/// The page of the audit, which puts what was changed into words. Runs with the pages.
@NullMarked
package lv.helpline.audittrail;

import org.jspecify.annotations.NullMarked;
