/**
 * The blocks of the README and the guide do what they say, as they stand; what is read of the pages
 * is compiled by the tests of each module.
 */
@NullMarked
package suite.documentation;

import org.jspecify.annotations.NullMarked;
