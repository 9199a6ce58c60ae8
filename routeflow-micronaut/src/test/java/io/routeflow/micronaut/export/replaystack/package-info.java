@NullMarked
package io.routeflow.micronaut.export.replaystack;

import org.jspecify.annotations.NullMarked;
