package io.routeflow.micronaut.jdbc;

import io.micronaut.aop.InterceptorBean;
import io.micronaut.aop.MethodInterceptor;
import io.micronaut.aop.MethodInvocationContext;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.annotation.Internal;
import io.micronaut.core.propagation.PropagatedContext;
import io.micronaut.data.annotation.Repository;
import io.routeflow.micronaut.diagnostics.InternalErrors;
import io.routeflow.micronaut.diagnostics.Stage;
import io.routeflow.micronaut.jdbc.capture.RepositoryCall;
import io.routeflow.micronaut.jdbc.capture.RepositoryMethodNames;
import org.jspecify.annotations.Nullable;

/**
 * Puts the repository method into the propagated context while it is called. Micronaut wires it to
 * the repositories of the application when that starts; without Micronaut Data it does not exist.
 */
@Internal
@InterceptorBean(Repository.class)
@Requires(condition = JdbcEnabled.class)
@Requires(classes = Repository.class)
public final class RepositoryInterceptor implements MethodInterceptor<Object, Object> {

  /** Before Micronaut Data's own advice, which has order 0 and never proceeds. */
  private static final int BEFORE_DATA = -100;

  private final RepositoryMethodNames calls = new RepositoryMethodNames();
  private final InternalErrors errors;

  /** Made by the framework. */
  public RepositoryInterceptor(InternalErrors errors) {
    this.errors = errors;
  }

  @Override
  public int getOrder() {
    return BEFORE_DATA;
  }

  @Override
  public @Nullable Object intercept(MethodInvocationContext<Object, Object> context) {
    PropagatedContext.Scope named = enter(context);
    if (named == null) {
      return context.proceed();
    }
    try {
      return context.proceed();
    } finally {
      leave(named);
    }
  }

  /** Names the call; {@code null} where that has failed, and its SQL is recorded without. */
  private PropagatedContext.@Nullable Scope enter(MethodInvocationContext<Object, Object> context) {
    try {
      RepositoryCall call = calls.of(context.getTarget().getClass(), context.getMethodName());
      return PropagatedContext.getOrEmpty().plus(call).propagate();
    } catch (Throwable e) {
      errors.report(Stage.SQL, e);
      return null;
    }
  }

  private void leave(PropagatedContext.Scope named) {
    try {
      named.close();
    } catch (Throwable e) {
      errors.report(Stage.SQL, e);
    }
  }
}
