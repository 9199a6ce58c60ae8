/** The console: what it tells, whom it tells it, and what it never tells. */
@NullMarked
package suite.console;

import org.jspecify.annotations.NullMarked;
