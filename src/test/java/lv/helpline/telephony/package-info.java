/// Real calls: SIPp through a real Asterisk, a real router and a real PostgreSQL. Each class shows one promise.
@NullMarked
package lv.helpline.telephony;

import org.jspecify.annotations.NullMarked;
