/**
 * The console: the latest flows on a page of this application, at {@code /routeflow-console}. Who
 * may see it is decided by {@code AccessRules} before anything else happens. Where the console is
 * off, or there is no server that it could be served by, no bean of this package exists.
 */
@Configuration
@Requires(classes = NettyHttpRequest.class)
@Requires(condition = ConsoleEnabled.class)
@NullMarked
package io.routeflow.micronaut.console;

import io.micronaut.context.annotation.Configuration;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.server.netty.NettyHttpRequest;
import io.routeflow.micronaut.configuration.ConsoleEnabled;
import org.jspecify.annotations.NullMarked;
