/** What an application may lack. */
@NullMarked
package suite.optional;

import org.jspecify.annotations.NullMarked;
