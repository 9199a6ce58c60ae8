/** The application that is killed; it has nothing of the tests, so that it starts soon. */
@NullMarked
package suite.spool.victim;

import org.jspecify.annotations.NullMarked;
