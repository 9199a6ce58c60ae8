package suite.bench;

import static net.bytebuddy.matcher.ElementMatchers.any;
import static net.bytebuddy.matcher.ElementMatchers.named;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import javax.sql.DataSource;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.dynamic.DynamicType;
import net.bytebuddy.dynamic.loading.ClassLoadingStrategy;
import net.bytebuddy.implementation.FixedValue;
import net.bytebuddy.implementation.StubMethod;

/**
 * A driver that does nothing, made of plain generated classes, so that only what stands in front of
 * it is measured.
 */
final class IdleDriver {

  private IdleDriver() {}

  static DataSource dataSource() throws ReflectiveOperationException {
    ResultSet rows = make(idle(ResultSet.class), IdleDriver.class);
    PreparedStatement statement =
        make(
            idle(PreparedStatement.class).method(named("executeQuery")).intercept(value(rows)),
            rows.getClass());
    DatabaseMetaData metaData =
        make(
            idle(DatabaseMetaData.class)
                .method(named("getDatabaseProductName"))
                .intercept(value("H2"))
                .method(named("getURL"))
                .intercept(value("jdbc:h2:mem:bench")),
            statement.getClass());
    Connection connection =
        make(
            idle(Connection.class)
                .method(named("prepareStatement"))
                .intercept(value(statement))
                .method(named("getMetaData"))
                .intercept(value(metaData)),
            metaData.getClass());
    return make(
        idle(DataSource.class).method(named("getConnection")).intercept(value(connection)),
        connection.getClass());
  }

  private static FixedValue value(Object result) {
    return (FixedValue) FixedValue.reference(result);
  }

  private static <T> DynamicType.Builder<T> idle(Class<T> type) {
    return new ByteBuddy().subclass(type).method(any()).intercept(StubMethod.INSTANCE);
  }

  /** Each class sees the one that it hands out, so each gets a loader below that one's. */
  private static <T> T make(DynamicType.Builder<T> builder, Class<?> handedOut)
      throws ReflectiveOperationException {
    return builder
        .make()
        .load(handedOut.getClassLoader(), ClassLoadingStrategy.Default.WRAPPER)
        .getLoaded()
        .getDeclaredConstructor()
        .newInstance();
  }
}
