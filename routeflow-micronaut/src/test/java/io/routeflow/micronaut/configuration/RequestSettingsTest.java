package io.routeflow.micronaut.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.core.convert.ConversionService;
import io.micronaut.core.value.MapPropertyResolver;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class RequestSettingsTest {

  private final List<String> warnings = new ArrayList<>();

  @Test
  void aHeaderThatTheApplicationWantsMaskedNamesNoTrace() {
    assertThat(read("X-Tenant-Id", "other").traceIdHeader()).isEqualTo("x-tenant-id");
    assertThat(warnings).isEmpty();
    assertThat(read("X-Tenant-Id", "other,tenantId").traceIdHeader()).isNull();
    assertThat(warnings)
        .containsExactly(
            "routeflow.trace-id-header has no effect: routeflow.mask-fields has the header masked");
  }

  @Test
  void aHeaderOfACredentialIsInvalid() {
    assertThat(read("authorization", "other").traceIdHeader()).isNull();
    assertThat(warnings)
        .containsExactly(
            "Invalid value 'authorization' for routeflow.trace-id-header: expected the name of a"
                + " header of the application's own that holds no secret, at most 64 characters;"
                + " leaving it unset");
  }

  private RequestSettings read(String header, String masked) {
    Map<String, Object> properties =
        Map.of("routeflow.trace-id-header", header, "routeflow.mask-fields", masked);
    RawValues raw = new RawValues(Map.of(), new MapPropertyResolver(properties), Map.of());
    return RequestSettings.read(
        new LenientReader(raw, ConversionService.SHARED, warnings::add), Set.of());
  }
}
