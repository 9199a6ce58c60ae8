package io.routeflow.micronaut.jdbc.delegate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.routeflow.micronaut.jdbc.delegate.Base.AConnection;
import io.routeflow.micronaut.jdbc.delegate.Base.APrepared;
import io.routeflow.micronaut.jdbc.delegate.Base.AResultSet;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Wrapper;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ForwardingWrapperTest {
  /** What only the pool's object is. */
  interface Pooled {}

  /** What only the driver's object is, reached by the pool's own unwrap. */
  interface Native {}

  private static final Native DRIVER = new Native() {};

  @ParameterizedTest
  @MethodSource("io.routeflow.micronaut.jdbc.delegate.Base#wrappers")
  void unwrapFindsTheWrapperThenThePoolThenTheDriver(Base base) throws SQLException {
    Object pooled = pooled(base.type());
    Wrapper wrapper = (Wrapper) base.wrap().apply(pooled);

    assertThat((Object) wrapper.unwrap(base.type())).isSameAs(wrapper);
    assertThat((Object) wrapper.unwrap(wrapper.getClass())).isSameAs(wrapper);
    assertThat(wrapper.unwrap(Pooled.class)).isSameAs(pooled);
    assertThat(wrapper.unwrap(Native.class)).isSameAs(DRIVER);
    assertThatThrownBy(() -> wrapper.unwrap(Runnable.class))
        .isExactlyInstanceOf(SQLException.class)
        .hasMessage("no such object");
  }

  @ParameterizedTest
  @MethodSource("io.routeflow.micronaut.jdbc.delegate.Base#wrappers")
  void anInterfaceOfJdbcFindsWhatItFindsWithoutTheWrapper(Base base) throws SQLException {
    Object drivers = new RecordingTarget().as(base.type());
    Wrapper wrapper = (Wrapper) base.wrap().apply(pooled(base.type(), drivers));
    RecordingTarget without = new RecordingTarget();
    SQLException failure = new SQLException("scripted");
    without.fail(failure);

    assertThat((Object) wrapper.unwrap(base.type())).isSameAs(drivers);
    assertThat(wrapper.isWrapperFor(base.type())).isTrue();
    assertThatThrownBy(
            () -> ((Wrapper) base.wrap().apply(without.as(base.type()))).unwrap(base.type()))
        .isSameAs(failure);
  }

  @ParameterizedTest
  @MethodSource("io.routeflow.micronaut.jdbc.delegate.Base#wrappers")
  void isWrapperForAgreesWithUnwrap(Base base) throws SQLException {
    Wrapper wrapper = (Wrapper) base.wrap().apply(pooled(base.type()));

    assertThat(wrapper.isWrapperFor(base.type())).isTrue();
    assertThat(wrapper.isWrapperFor(wrapper.getClass())).isTrue();
    assertThat(wrapper.isWrapperFor(Pooled.class)).isTrue();
    assertThat(wrapper.isWrapperFor(Native.class)).isTrue();
    assertThat(wrapper.isWrapperFor(Runnable.class)).isFalse();
  }

  @ParameterizedTest
  @MethodSource("io.routeflow.micronaut.jdbc.delegate.Base#wrappers")
  void whatTheTargetSaysToNullIsLeftToIt(Base base) throws SQLException {
    Wrapper wrapper = (Wrapper) base.wrap().apply(pooled(base.type()));

    assertThatThrownBy(() -> wrapper.unwrap(null))
        .isExactlyInstanceOf(SQLException.class)
        .hasMessage("no such object");
    assertThat(wrapper.isWrapperFor(null)).isFalse();
  }

  @ParameterizedTest
  @MethodSource("io.routeflow.micronaut.jdbc.delegate.Base#wrappers")
  void whatTheTargetThrowsWhenUnwrappedArrivesUntouched(Base base) {
    RecordingTarget target = new RecordingTarget();
    Wrapper wrapper = (Wrapper) base.wrap().apply(target.as(base.type()));
    SQLException failure = new SQLException("scripted");
    target.fail(failure);

    assertThatThrownBy(() -> wrapper.unwrap(Native.class)).isSameAs(failure);
    assertThatThrownBy(() -> wrapper.isWrapperFor(Native.class)).isSameAs(failure);
  }

  @Test
  void unwrapGoesThroughSeveralWrappers() throws SQLException {
    Connection pooled = (Connection) pooled(Connection.class);
    Connection twice = new AConnection(new AConnection(pooled));

    assertThat(twice.unwrap(Native.class)).isSameAs(DRIVER);
    assertThat(twice.unwrap(Pooled.class)).isSameAs(pooled);
  }

  @ParameterizedTest
  @MethodSource("io.routeflow.micronaut.jdbc.delegate.Base#wrappers")
  void equalIsAnotherWrapperOfTheSameTarget(Base base) {
    Object target = pooled(base.type());
    Object wrapper = base.wrap().apply(target);
    Object twin = base.wrap().apply(target);
    Object stranger = base.wrap().apply(pooled(base.type()));

    assertThat(wrapper).isEqualTo(twin).hasSameHashCodeAs(twin);
    assertThat(wrapper).isNotEqualTo(stranger).isNotEqualTo(target).isNotEqualTo(null);
    assertThat(Set.of(wrapper, stranger)).contains(twin).doesNotContain(target);
  }

  @Test
  void wrappersOfDifferentKindsAreEqualWhereTheirTargetIsTheSame() {
    PreparedStatement target = new RecordingTarget().as(PreparedStatement.class);
    APrepared wrapper = new APrepared(target);

    assertThat(wrapper).isEqualTo(new Base.AStatement(target));
  }

  @ParameterizedTest
  @MethodSource("io.routeflow.micronaut.jdbc.delegate.Base#wrappers")
  void aTargetThatFailsOnEveryObjectMethodDoesNoHarm(Base base) {
    Object hostile = hostile(base.type());
    Object wrapper = base.wrap().apply(hostile);

    assertThat(wrapper.equals(base.wrap().apply(hostile))).isTrue();
    assertThat(wrapper.equals(hostile)).isFalse();
    assertThat(wrapper.hashCode()).isEqualTo(base.wrap().apply(hostile).hashCode());
    assertThat(wrapper.toString()).startsWith(wrapper.getClass().getSimpleName() + "[");
  }

  @Test
  void toStringNamesTheWrapperAndWhatTheTargetSays() {
    ResultSet target = new RecordingTarget().as(ResultSet.class);

    assertThat(new AResultSet(target)).hasToString("AResultSet[target]");
  }

  private static Object hostile(Class<?> type) {
    return Proxy.newProxyInstance(
        type.getClassLoader(),
        new Class<?>[] {type},
        (proxy, method, arguments) -> {
          throw new LinkageError("hostile");
        });
  }

  /** A pool's object: it leads to the driver's one and to nothing else. */
  private static Object pooled(Class<?> type) {
    return pooled(type, null);
  }

  /** The same that finds another object of its own type; itself where there is none. */
  private static Object pooled(Class<?> type, @Nullable Object inner) {
    return Proxy.newProxyInstance(
        ForwardingWrapperTest.class.getClassLoader(),
        new Class<?>[] {type, Pooled.class},
        (proxy, method, arguments) ->
            switch (method.getName()) {
              case "isWrapperFor" -> arguments[0] == Native.class || arguments[0] == type;
              case "unwrap" -> {
                if (arguments[0] == type) {
                  yield inner == null ? proxy : inner;
                }
                if (arguments[0] != Native.class) {
                  throw new SQLException("no such object");
                }
                yield DRIVER;
              }
              case "equals" -> proxy == arguments[0];
              case "hashCode" -> System.identityHashCode(proxy);
              default -> "pooled";
            });
  }
}
