package io.routeflow.micronaut.jdbc.delegate;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class WhatSubclassesMayChangeTest {
  @Test
  void noSubclassCanLookAtABindValue() {
    assertThat(openMethods(ForwardingCallableStatement.class, ForwardingStatement.class))
        .contains("executeQuery", "getObject")
        .noneMatch(name -> name.startsWith("set") || name.startsWith("register"));
  }

  @Test
  void sqlThatIsGivenAsTextRunsInOnePlace() {
    assertThat(openMethods(ForwardingStatement.class, ForwardingWrapper.class))
        .filteredOn(name -> name.startsWith("execute") || name.startsWith("run"))
        .containsExactly("executeBatch", "executeLargeBatch", "runText");
  }

  @Test
  void noSubclassCanPutWorkIntoTheReadingOfARow() {
    assertThat(openMethods(ForwardingResultSet.class, Object.class))
        .containsExactly("getStatement", "target");
  }

  @Test
  void everyQueryOfTheCatalogIsHandedOutThroughOnePlace() throws ReflectiveOperationException {
    ResultSet own = new RecordingTarget().as(ResultSet.class);
    RecordingTarget target = new RecordingTarget();
    target.answer(new RecordingTarget().as(ResultSet.class));
    DatabaseMetaData metaData =
        new ForwardingDatabaseMetaData() {
          @Override
          protected DatabaseMetaData target() {
            return target.as(DatabaseMetaData.class);
          }

          @Override
          protected ResultSet handOut(ResultSet result) throws SQLException {
            return own;
          }
        };

    List<Method> queries =
        List.of(DatabaseMetaData.class.getMethods()).stream()
            .filter(method -> method.getReturnType() == ResultSet.class)
            .toList();
    assertThat(queries).hasSizeGreaterThanOrEqualTo(25);
    for (Method query : queries) {
      assertThat(query.invoke(metaData, SampleValues.arguments(query)))
          .as("%s", query)
          .isSameAs(own);
    }
  }

  /** Names of the methods that can be overridden, from a class up to, but without, another one. */
  private static Set<String> openMethods(Class<?> from, Class<?> until) {
    Predicate<Method> open =
        method ->
            !Modifier.isFinal(method.getModifiers())
                && (Modifier.isPublic(method.getModifiers())
                    || Modifier.isProtected(method.getModifiers()));
    Set<String> names = new TreeSet<>();
    for (Class<?> type = from; type != until; type = type.getSuperclass()) {
      List.of(type.getDeclaredMethods()).stream()
          .filter(open)
          .map(Method::getName)
          .forEach(names::add);
    }
    return names;
  }
}
