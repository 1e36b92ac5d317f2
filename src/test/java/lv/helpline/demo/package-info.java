/// `ops/demo`: the lab with the demo's roster, consultants who take every call, and callers on demand.
@NullMarked
package lv.helpline.demo;

import org.jspecify.annotations.NullMarked;
