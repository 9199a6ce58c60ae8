@NullMarked
package io.routeflow.micronaut.export.ingest;

import org.jspecify.annotations.NullMarked;
