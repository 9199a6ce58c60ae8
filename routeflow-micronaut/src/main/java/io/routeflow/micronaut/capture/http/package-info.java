/**
 * Capture of the server's requests: opens a scope when the head of a request arrives, lets filters
 * add what only the framework knows, and closes it exactly once, at the end of the response.
 * Without Micronaut's Netty server no bean of this package exists.
 */
@Configuration
@Requires(classes = NettyServerCustomizer.class)
@NullMarked
package io.routeflow.micronaut.capture.http;

import io.micronaut.context.annotation.Configuration;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.server.netty.NettyServerCustomizer;
import org.jspecify.annotations.NullMarked;
