package io.routeflow.micronaut.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.ApplicationContext;
import io.micronaut.jdbc.DataSourceResolver;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The factories of several versions of the framework. */
public class PoolFactoryTest {
  private final ApplicationContext context = ApplicationContext.builder().build();
  private final DataSourceResolver resolver = new DataSourceResolver() {};

  @AfterEach
  void close() {
    context.close();
  }

  @Test
  void aFactoryThatTakesTheResolverIsMadeAgainWithOurs() {
    Earlier made =
        PoolFactory.resolving(
            resolver, new Earlier(DataSourceResolver.DEFAULT), Earlier.class, context);

    assertThat(made.resolver).isSameAs(resolver);
  }

  @Test
  void aFactoryThatTakesTheContextAsWellIsMadeAgainWithBoth() {
    Later made =
        PoolFactory.resolving(
            resolver, new Later(DataSourceResolver.DEFAULT, null), Later.class, context);

    assertThat(made.resolver).isSameAs(resolver);
    assertThat(made.context).isSameAs(context);
  }

  @Test
  void aFactoryOfAnotherShapeIsKeptWithAWarning() {
    try (Lines lines = Lines.open()) {
      Other factory = new Other();

      assertThat(PoolFactory.resolving(resolver, factory, Other.class, context)).isSameAs(factory);
      assertThat(lines.all).singleElement().asString().contains(Other.class.getName());
    }
  }

  @Test
  void aFactoryOfTheApplicationIsKept() {
    Earlier own = new Earlier(DataSourceResolver.DEFAULT) {};

    assertThat(PoolFactory.resolving(resolver, own, Earlier.class, context)).isSameAs(own);
  }

  /** Up to version 6.1. */
  public static class Earlier {
    final DataSourceResolver resolver;

    public Earlier(DataSourceResolver resolver) {
      this.resolver = resolver;
    }
  }

  /** From version 6.2. */
  public static class Later {
    final DataSourceResolver resolver;
    final @Nullable ApplicationContext context;

    public Later(DataSourceResolver resolver, @Nullable ApplicationContext context) {
      this.resolver = resolver;
      this.context = context;
    }
  }

  /** Of a version that is not known yet. */
  public static class Other {}
}
