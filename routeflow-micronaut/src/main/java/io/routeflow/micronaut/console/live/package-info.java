/** The live stream: server-sent events to the pages that listen, each behind a bounded buffer. */
@NullMarked
package io.routeflow.micronaut.console.live;

import org.jspecify.annotations.NullMarked;
