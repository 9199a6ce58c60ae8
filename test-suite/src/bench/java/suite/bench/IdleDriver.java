package suite.bench;

import static net.bytebuddy.matcher.ElementMatchers.isDeclaredBy;
import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.not;

import java.lang.invoke.MethodHandles;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.Map;
import javax.sql.DataSource;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.dynamic.loading.ClassLoadingStrategy;
import net.bytebuddy.implementation.FixedValue;
import net.bytebuddy.implementation.StubMethod;

/** A driver that does nothing, in classes as fast as if they were written by hand. */
final class IdleDriver {

  private static final ClassLoadingStrategy<ClassLoader> HERE =
      ClassLoadingStrategy.UsingLookup.of(MethodHandles.lookup());

  static final DataSource DATA_SOURCE = dataSource();

  private IdleDriver() {}

  private static DataSource dataSource() {
    PreparedStatement prepared =
        stub(PreparedStatement.class, Map.of("executeQuery", stub(ResultSet.class, Map.of())));
    DatabaseMetaData metaData =
        stub(DatabaseMetaData.class, Map.of("getDatabaseProductName", "H2"));
    Connection connection =
        stub(Connection.class, Map.of("prepareStatement", prepared, "getMetaData", metaData));
    return stub(DataSource.class, Map.of("getConnection", connection));
  }

  private static <T> T stub(Class<T> type, Map<String, Object> answers) {
    var builder =
        new ByteBuddy()
            .subclass(Object.class)
            .name(IdleDriver.class.getPackageName() + "." + type.getSimpleName() + "Stub")
            .implement(type)
            .method(not(isDeclaredBy(Object.class)))
            .intercept(StubMethod.INSTANCE);
    for (Map.Entry<String, Object> answer : answers.entrySet()) {
      builder =
          builder.method(named(answer.getKey())).intercept(FixedValue.value(answer.getValue()));
    }
    try (var unloaded = builder.make()) {
      Class<?> made = unloaded.load(IdleDriver.class.getClassLoader(), HERE).getLoaded();
      return type.cast(made.getDeclaredConstructor().newInstance());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
