/**
 * Masking and redaction: what a body, a header, an address or a message may show. Pure functions of
 * values; what is not understood is left out.
 */
@NullMarked
package io.routeflow.micronaut.policy.masking;

import org.jspecify.annotations.NullMarked;
