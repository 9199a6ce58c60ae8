package io.routeflow.micronaut.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.aop.MethodInvocationContext;
import io.micronaut.core.propagation.PropagatedContext;
import io.micronaut.core.propagation.ThreadPropagatedContextElement;
import io.routeflow.micronaut.diagnostics.InternalErrors;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** A repository method runs once, whatever fails while it is named. */
class RepositoryInterceptorTest {

  private final List<Throwable> reported = new ArrayList<>();
  private final RepositoryInterceptor interceptor =
      new RepositoryInterceptor(new InternalErrors(() -> (where, error) -> reported.add(error)));
  private int calls;

  @Test
  void aMethodThatCannotBeNamedRuns() {
    Object result =
        interceptor.intercept(
            call(
                () -> {
                  throw new NoClassDefFoundError("deliberate");
                }));
    assertThat(result).isEqualTo("found");
    assertThat(calls).isEqualTo(1);
    assertThat(reported).hasSize(1);
  }

  @Test
  void aContextThatCannotBeEnteredOrLeftChangesNothing() {
    Thrower thrower = new Thrower();
    try (PropagatedContext.Scope ignored = PropagatedContext.empty().plus(thrower).propagate()) {
      thrower.onUpdate = true;
      assertThat(interceptor.intercept(call(() -> this))).isEqualTo("found");
      thrower.onUpdate = false;
      thrower.onRestore = true;
      assertThat(interceptor.intercept(call(() -> this))).isEqualTo("found");
      thrower.onRestore = false;
    }
    assertThat(calls).isEqualTo(2);
    assertThat(reported).hasSize(2);
  }

  @Test
  void whatTheMethodThrowsArrives() {
    IllegalStateException own = new IllegalStateException("own");
    MethodInvocationContext<Object, Object> failing =
        call(
            () -> this,
            () -> {
              throw own;
            });
    assertThatThrownBy(() -> interceptor.intercept(failing)).isSameAs(own);
    assertThat(reported).isEmpty();
  }

  private MethodInvocationContext<Object, Object> call(Supplier<Object> target) {
    return call(
        target,
        () -> {
          calls++;
          return "found";
        });
  }

  @SuppressWarnings("unchecked")
  private static MethodInvocationContext<Object, Object> call(
      Supplier<Object> target, Supplier<Object> method) {
    return (MethodInvocationContext<Object, Object>)
        Proxy.newProxyInstance(
            RepositoryInterceptorTest.class.getClassLoader(),
            new Class<?>[] {MethodInvocationContext.class},
            (proxy, called, arguments) ->
                switch (called.getName()) {
                  case "getTarget" -> target.get();
                  case "getMethodName" -> "find";
                  case "proceed" -> method.get();
                  default -> throw new UnsupportedOperationException(called.getName());
                });
  }

  /** Fails when the context changes. */
  private static final class Thrower implements ThreadPropagatedContextElement<String> {

    private boolean onUpdate;
    private boolean onRestore;

    @Override
    public String updateThreadContext() {
      if (onUpdate) {
        throw new OutOfMemoryError("deliberate");
      }
      return "";
    }

    @Override
    public void restoreThreadContext(String previous) {
      if (onRestore) {
        throw new StackOverflowError("deliberate");
      }
    }
  }
}
