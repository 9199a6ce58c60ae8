/**
 * Outgoing calls belong to the event that they were made for, and the trace goes along with them.
 */
@NullMarked
package suite.calls;

import org.jspecify.annotations.NullMarked;
