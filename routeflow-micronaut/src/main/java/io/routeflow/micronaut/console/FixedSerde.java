package io.routeflow.micronaut.console;

import io.micronaut.serde.config.DeserializationConfiguration;
import io.micronaut.serde.config.SerdeConfiguration;
import io.micronaut.serde.config.SerializationConfiguration;
import io.micronaut.serde.config.annotation.SerdeConfig;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TimeZone;

/** How the interface's JSON is written: as documented, whatever the application has set. */
final class FixedSerde implements SerdeConfiguration {

  private static final int MAX_NESTING = 64;

  @Override
  public Optional<String> getDateFormat() {
    return Optional.empty();
  }

  @Override
  public TimeShape getTimeWriteShape() {
    return TimeShape.STRING;
  }

  @Override
  public NumericTimeUnit getNumericTimeUnit() {
    return NumericTimeUnit.MILLISECONDS;
  }

  @Override
  public boolean isWriteBinaryAsArray() {
    return false;
  }

  @Override
  public Optional<Locale> getLocale() {
    return Optional.empty();
  }

  @Override
  public Optional<TimeZone> getTimeZone() {
    return Optional.empty();
  }

  @Override
  public List<String> getIncludedIntrospectionPackages() {
    return List.of("io.micronaut");
  }

  @Override
  public int getMaximumNestingDepth() {
    return MAX_NESTING;
  }

  /** Absent rather than null; empty lists stay. */
  static final class Writing implements SerializationConfiguration {

    @Override
    public SerdeConfig.SerInclude getInclusion() {
      return SerdeConfig.SerInclude.NON_ABSENT;
    }

    @Override
    public boolean isAlwaysSerializeErrorsAsList() {
      return true;
    }
  }

  /** Nothing is read; the framework wants it all the same. */
  static final class Reading implements DeserializationConfiguration {

    private static final int ARRAY_SIZE = 100;

    @Override
    public boolean isIgnoreUnknown() {
      return true;
    }

    @Override
    public int getArraySizeThreshold() {
      return ARRAY_SIZE;
    }

    @Override
    public boolean isStrictNullable() {
      return false;
    }
  }
}
