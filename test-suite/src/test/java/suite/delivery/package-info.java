/** How events get to the endpoint, whatever the endpoint does. */
@NullMarked
package suite.delivery;

import org.jspecify.annotations.NullMarked;
