/** ReplayStack gets what its contract says, by settings that its users know. */
@NullMarked
package suite.replaystack;

import org.jspecify.annotations.NullMarked;
