/**
 * Management: the ledger shown to operators, each where its library is on the class path: an
 * endpoint and health details with {@code micronaut-management}, meters with Micrometer.
 */
@NullMarked
package io.routeflow.micronaut.management;

import org.jspecify.annotations.NullMarked;
