/** A small shop: the example of an application that has Routeflow. */
@NullMarked
package orders;

import org.jspecify.annotations.NullMarked;
