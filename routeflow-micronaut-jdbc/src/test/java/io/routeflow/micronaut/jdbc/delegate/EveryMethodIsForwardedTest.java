package io.routeflow.micronaut.jdbc.delegate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.routeflow.micronaut.jdbc.delegate.RecordingTarget.Call;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.sql.SQLClientInfoException;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Walks each JDBC interface of the running JDK, default methods included. */
class EveryMethodIsForwardedTest {

  /**
   * Methods that a newer JDK has and release 17 cannot call on a target. They may run on the
   * wrapper with the JDK's default body only if that leads nowhere but to methods which are
   * forwarded. JDK 18 to 25 added none, so there is none to allow; a JDK that adds one fails here
   * by name.
   */
  private static final Set<String> NEWER_THAN_RELEASE_17 = Set.of();

  private static final Map<Class<?>, Throwable> FAILURES =
      Map.of(
          SQLException.class, new SQLException("scripted", "08006", 17),
          SQLClientInfoException.class, new SQLClientInfoException(),
          SQLFeatureNotSupportedException.class, new SQLFeatureNotSupportedException("scripted"));

  @ParameterizedTest
  @FieldSource("io.routeflow.micronaut.jdbc.delegate.Base#ALL")
  void eachMethodGoesToTheTargetWithItsArgumentsAndBringsBackItsAnswerOrItsException(Base base) {
    assertThat(base.methods()).hasSizeGreaterThanOrEqualTo(base.methodsInJdbc43());
    Base.forEachMethod(
        base.type(),
        method -> {
          if (NEWER_THAN_RELEASE_17.contains(
              base.type().getSimpleName() + "." + Base.signature(method))) {
            return;
          }
          expectNoDefaultBody(base, method);
          // Twice, so that no constant passes for the target's answer.
          expectForwarded(base, method, 0);
          expectForwarded(base, method, 1);
          expectFailure(base, method);
        });
  }

  private static void expectNoDefaultBody(Base base, Method method) throws NoSuchMethodException {
    Class<?> wrapper = base.wrap().apply(new RecordingTarget().as(base.type())).getClass();
    assertThat(wrapper.getMethod(method.getName(), method.getParameterTypes()).getDeclaringClass())
        .matches(declaring -> !declaring.isInterface());
  }

  private static void expectForwarded(Base base, Method method, int seed)
      throws ReflectiveOperationException {
    RecordingTarget target = new RecordingTarget();
    Object wrapper = base.wrap().apply(target.as(base.type()));
    // A setting of a builder answers with the builder that was called: the chain stays on it.
    boolean fluent = method.getReturnType() == base.type();
    @Nullable Object answer = SampleValues.of(method.getReturnType(), seed);
    Object[] arguments = SampleValues.arguments(method);
    target.answer(answer);
    @Nullable Object returned = method.invoke(wrapper, arguments);
    assertThat(target.calls).hasSize(1);
    Call call = target.calls.get(0);
    assertThat(Base.signature(call.method())).isEqualTo(Base.signature(method));
    for (int i = 0; i < arguments.length; i++) {
      expectSame(method.getParameterTypes()[i], call.arguments().get(i), arguments[i]);
    }
    expectSame(method.getReturnType(), returned, fluent ? wrapper : answer);
  }

  private static void expectFailure(Base base, Method method) {
    RecordingTarget target = new RecordingTarget();
    Object wrapper = base.wrap().apply(target.as(base.type()));
    Throwable failure = failureOf(method);
    target.fail(failure);
    Throwable thrown = catchThrowable(() -> method.invoke(wrapper, SampleValues.arguments(method)));
    assertThat(thrown).isInstanceOf(InvocationTargetException.class);
    assertThat(thrown.getCause()).isSameAs(failure);
    assertThat(failure.getSuppressed()).isEmpty();
    assertThat(target.calls).hasSize(1);
  }

  private static void expectSame(
      Class<?> type, @Nullable Object actual, @Nullable Object expected) {
    if (type.isPrimitive()) {
      assertThat(actual).isEqualTo(expected);
    } else {
      assertThat(actual).isSameAs(expected);
    }
  }

  private static Throwable failureOf(Method method) {
    Class<?>[] declared = method.getExceptionTypes();
    return declared.length == 0
        ? new IllegalStateException("scripted")
        : Objects.requireNonNull(FAILURES.get(declared[0]));
  }
}
