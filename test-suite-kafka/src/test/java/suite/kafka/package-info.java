/** Events go to a real broker, which may be late, stop, start again or take nothing for a while. */
@NullMarked
package suite.kafka;

import org.jspecify.annotations.NullMarked;
