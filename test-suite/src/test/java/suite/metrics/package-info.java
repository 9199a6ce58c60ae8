/** Each request becomes one event that tells the truth about it. */
@NullMarked
package suite.metrics;

import org.jspecify.annotations.NullMarked;
