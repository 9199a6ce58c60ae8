/** The blocks of the README and the guide do what they say, as they stand. */
@NullMarked
package suite.documentation;

import org.jspecify.annotations.NullMarked;
