/** Every setting, good and bad. */
@NullMarked
package suite.configuration;

import org.jspecify.annotations.NullMarked;
