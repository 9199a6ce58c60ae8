package io.routeflow.micronaut.capture.http;

import io.micronaut.context.BeanContext;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.order.OrderUtil;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.ConditionalFilter;
import io.micronaut.http.server.annotation.PreMatching;
import io.micronaut.inject.BeanDefinition;
import io.routeflow.micronaut.TraceIdResolver;
import io.routeflow.micronaut.capture.CorrelationHeaders;
import io.routeflow.micronaut.diagnostics.InternalErrors;
import io.routeflow.micronaut.diagnostics.Stage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Asks the application's own beans for the trace of a request; the first that knows it decides.
 * Before the route is matched and before other filters may answer; it exists only where there is
 * such a bean. As {@link Http2RequestFilter}, it does all when it is asked whether it is enabled,
 * and never is.
 *
 * <p>The beans are made with the first request and not injected: a filter that cannot be made would
 * fail every request of the application.
 */
@ServerFilter(value = ServerFilter.MATCH_ALL_PATTERN, appendContextPath = false)
@Requires(beans = TraceIdResolver.class)
final class TraceIdFilter implements ConditionalFilter, Ordered {

  private final BeanContext context;
  private final InternalErrors errors;
  private volatile @Nullable List<TraceIdResolver> resolvers;

  TraceIdFilter(BeanContext context, InternalErrors errors) {
    this.context = context;
    this.errors = errors;
  }

  /** Just inside {@link Http2RequestFilter}, which opens the scope. */
  @Override
  public int getOrder() {
    return Ordered.HIGHEST_PRECEDENCE + 1;
  }

  @Override
  public boolean isEnabled(HttpRequest<?> request) {
    try {
      RequestScope scope = RequestScopeLookup.attach(request);
      String id = scope == null ? null : traceOf(request);
      if (scope != null && id != null) {
        scope.nameTrace(id);
      }
    } catch (Throwable e) {
      errors.report(Stage.TRACE_ID_RESOLVER, e);
    }
    return false;
  }

  /** By which the framework knows when to ask; it has nothing left to do. */
  @PreMatching
  @RequestFilter
  void name(HttpRequest<?> request) {
    // as the class says
  }

  private @Nullable String traceOf(HttpRequest<?> request) {
    for (TraceIdResolver resolver : resolvers()) {
      try {
        String id = CorrelationHeaders.traceId(resolver.resolve(request));
        if (id != null) {
          return id;
        }
      } catch (Throwable e) {
        errors.report(Stage.TRACE_ID_RESOLVER, e);
      }
    }
    return null;
  }

  /** Several threads may make the list at the same time; it is the same one. */
  private List<TraceIdResolver> resolvers() {
    List<TraceIdResolver> known = resolvers;
    if (known == null) {
      known = all();
      resolvers = known;
    }
    return known;
  }

  private List<TraceIdResolver> all() {
    try {
      return List.copyOf(context.getBeansOfType(TraceIdResolver.class));
    } catch (Throwable e) {
      // one of them failed, and is reported below
      return each();
    }
  }

  private List<TraceIdResolver> each() {
    List<BeanDefinition<TraceIdResolver>> definitions =
        new ArrayList<>(context.getBeanDefinitions(TraceIdResolver.class));
    definitions.sort(
        Comparator.comparingInt(one -> OrderUtil.getOrder(one.getAnnotationMetadata())));
    List<TraceIdResolver> made = new ArrayList<>();
    for (BeanDefinition<TraceIdResolver> definition : definitions) {
      try {
        made.add(context.getBean(definition));
      } catch (Throwable e) {
        errors.report(Stage.TRACE_ID_RESOLVER, e);
      }
    }
    return List.copyOf(made);
  }
}
