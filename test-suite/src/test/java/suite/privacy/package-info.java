/** What is not asked for does not leave the process. */
@NullMarked
package suite.privacy;

import org.jspecify.annotations.NullMarked;
