/** What the module records about itself: internal errors, the debug log, the cost of capture. */
@NullMarked
package io.routeflow.micronaut.diagnostics;

import org.jspecify.annotations.NullMarked;
