/** A small application that knows nothing of the modules; started as a process of its own. */
@NullMarked
package suite.presence.app;

import org.jspecify.annotations.NullMarked;
