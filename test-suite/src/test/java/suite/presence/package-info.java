/** What an application keeps as it was when the modules are added. */
@NullMarked
package suite.presence;

import org.jspecify.annotations.NullMarked;
