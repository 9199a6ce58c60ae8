@NullMarked
package io.routeflow.micronaut.policy.masking;

import org.jspecify.annotations.NullMarked;
