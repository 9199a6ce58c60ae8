package io.routeflow.micronaut.jdbc.delegate;

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
    ADataSource(DataSource target) {
      super(target);
    }
  }

  static final class ABuilder extends ForwardingConnectionBuilder {
    ABuilder(ConnectionBuilder target) {
      super(target);
    }
  }

  static final class AConnection extends ForwardingConnection {
    AConnection(Connection target) {
      super(target);
    }
  }

  static final class AStatement extends ForwardingStatement {
    AStatement(Statement target) {
      super(target);
    }
  }

  static final class APrepared extends ForwardingPreparedStatement {
    APrepared(PreparedStatement target) {
      super(target);
    }
  }

  static final class ACallable extends ForwardingCallableStatement {
    ACallable(CallableStatement target) {
      super(target);
    }
  }

  static final class AMetaData extends ForwardingDatabaseMetaData {
    AMetaData(DatabaseMetaData target) {
      super(target);
    }
  }

  static final class AResultSet extends ForwardingResultSet {
    AResultSet(ResultSet target) {
      super(target);
    }
  }
}
