/** Start, stop and the off switch. */
@NullMarked
package suite.lifecycle;

import org.jspecify.annotations.NullMarked;
