/** Each request becomes one event that tells the truth about it. */
@NullMarked
package suite.capture;

import org.jspecify.annotations.NullMarked;
