package io.routeflow.micronaut.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is read of the settings of an event's details. */
final class DetailSettingsTest {

  /** As an import and a rule of a formatter have it. */
  @Test
  void aPackageIsTheSameHoweverItsEndIsWritten() {
    DetailSettings settings =
        DetailSettings.read(
            SampleConfiguration.reader(
                Map.of("in-app-packages", "com.a, com.b.*, com.c., com.d.**,com.e*,*")));
    assertThat(settings.inAppPackages())
        .containsExactly("com.a", "com.b", "com.c", "com.d", "com.e*", "*");
  }
}
