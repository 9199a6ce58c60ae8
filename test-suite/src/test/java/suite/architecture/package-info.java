/** The rules that the code keeps. */
@NullMarked
package suite.architecture;

import org.jspecify.annotations.NullMarked;
