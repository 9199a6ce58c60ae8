package io.routeflow.micronaut.jdbc.delegate;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Stands in for a pool's or driver's object: notes each call and answers, or throws, as told. */
public final class RecordingTarget implements InvocationHandler {
  /** One call as it arrived at the target. */
  public record Call(Method method, List<Object> arguments) {}

  public final List<Call> calls = new ArrayList<>();
  private @Nullable Object answer;
  private @Nullable Throwable failure;
  private Runnable work = () -> {};

  public <T> T as(Class<T> type) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, this));
  }

  public void answer(@Nullable Object answer) {
    this.answer = answer;
  }

  /** With {@code null} it answers again. */
  public void fail(@Nullable Throwable failure) {
    this.failure = failure;
  }

  /** What it does before it answers or throws. */
  public void work(Runnable work) {
    this.work = work;
  }

  @Override
  public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
      throws Throwable {
    if (method.getDeclaringClass() == Object.class) {
      return ofObject(proxy, method, arguments);
    }
    calls.add(new Call(method, arguments == null ? List.of() : List.of(arguments)));
    work.run();
    if (failure != null) {
      throw failure;
    }
    return answer;
  }

  private @Nullable Object ofObject(Object proxy, Method method, Object @Nullable [] arguments) {
    return switch (method.getName()) {
      case "equals" -> arguments != null && proxy == arguments[0];
      case "hashCode" -> System.identityHashCode(proxy);
      default -> "target";
    };
  }
}
