package io.routeflow.micronaut.jdbc.delegate;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.ConnectionBuilder;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.sql.Wrapper;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.sql.DataSource;

/** A forwarding base under test: the interface it forwards, how long that is, how to make one. */
public record Base(Class<?> type, int methodsInJdbc43, Function<Object, Object> wrap) {
  static final List<Base> ALL =
      List.of(
          new Base(DataSource.class, 9, t -> new ADataSource((DataSource) t)),
          new Base(ConnectionBuilder.class, 5, t -> new ABuilder((ConnectionBuilder) t)),
          new Base(Connection.class, 58, t -> new AConnection((Connection) t)),
          new Base(Statement.class, 54, t -> new AStatement((Statement) t)),
          new Base(PreparedStatement.class, 112, t -> new APrepared((PreparedStatement) t)),
          new Base(CallableStatement.class, 233, t -> new ACallable((CallableStatement) t)),
          new Base(DatabaseMetaData.class, 177, t -> new AMetaData((DatabaseMetaData) t)),
          new Base(ResultSet.class, 193, t -> new AResultSet((ResultSet) t)));

  /** Checks each method, and reports all that fail. */
  public static void forEachMethod(Class<?> type, MethodCheck check) {
    List<String> failures = new ArrayList<>();
    for (Method method : methods(type)) {
      try {
        check.of(method);
      } catch (Throwable e) {
        failures.add(signature(method) + ": " + e);
      }
    }
    assertThat(failures).as(type.getSimpleName()).isEmpty();
  }

  /** What is checked of a method. */
  public interface MethodCheck {
    void of(Method method) throws Throwable;
  }

  /** The bases that are wrappers in the sense of JDBC: all but the builder of connections. */
  static Stream<Base> wrappers() {
    return ALL.stream().filter(base -> Wrapper.class.isAssignableFrom(base.type));
  }

  /** Every instance method, inherited and default ones included, but for the two of Wrapper. */
  List<Method> methods() {
    return methods(type);
  }

  /** The same of any interface. */
  public static List<Method> methods(Class<?> type) {
    return Arrays.stream(type.getMethods())
        .filter(method -> !Modifier.isStatic(method.getModifiers()))
        .filter(method -> method.getDeclaringClass() != Wrapper.class)
        .sorted(Comparator.comparing(Base::signature))
        .toList();
  }

  public static String signature(Method method) {
    return method.getName()
        + Arrays.stream(method.getParameterTypes()).map(Class::getSimpleName).toList();
  }

  static final class ADataSource extends ForwardingDataSource {
    private final DataSource target;

    ADataSource(DataSource target) {
      this.target = target;
    }

    @Override
    protected DataSource target() {
      return target;
    }
  }

  static final class ABuilder extends ForwardingConnectionBuilder {
    ABuilder(ConnectionBuilder target) {
      super(target);
    }
  }

  static final class AConnection extends ForwardingConnection {
    private final Connection target;

    AConnection(Connection target) {
      this.target = target;
    }

    @Override
    protected Connection target() {
      return target;
    }
  }

  static final class AStatement extends ForwardingStatement {
    private final Statement target;

    AStatement(Statement target) {
      this.target = target;
    }

    @Override
    protected Statement target() {
      return target;
    }
  }

  static final class APrepared extends ForwardingPreparedStatement {
    private final PreparedStatement target;

    APrepared(PreparedStatement target) {
      this.target = target;
    }

    @Override
    protected PreparedStatement target() {
      return target;
    }
  }

  static final class ACallable extends ForwardingCallableStatement {
    private final CallableStatement target;

    ACallable(CallableStatement target) {
      this.target = target;
    }

    @Override
    protected CallableStatement target() {
      return target;
    }
  }

  static final class AMetaData extends ForwardingDatabaseMetaData {
    private final DatabaseMetaData target;

    AMetaData(DatabaseMetaData target) {
      this.target = target;
    }

    @Override
    protected DatabaseMetaData target() {
      return target;
    }
  }

  static final class AResultSet extends ForwardingResultSet {
    private final ResultSet target;

    AResultSet(ResultSet target) {
      this.target = target;
    }

    @Override
    protected ResultSet target() {
      return target;
    }
  }
}
