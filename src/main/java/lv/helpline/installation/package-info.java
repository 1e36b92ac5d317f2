/// The helpline on a machine: set up, and looked at.
@NullMarked
package lv.helpline.installation;

import org.jspecify.annotations.NullMarked;
