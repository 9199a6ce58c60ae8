package io.routeflow.micronaut.console.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where the filter was not asked, or its answer got lost on the way, there is no answer. */
final class AccessGuardTest {

  private final HttpRequest<?> request = HttpRequest.GET("/routeflow-console/api/state");
  private final AtomicInteger answers = new AtomicInteger();

  @Test
  void withoutAGrantNothingIsAnswered() {
    HttpResponse<?> response = answer(null);
    assertThat(response.code()).isEqualTo(403);
    assertThat(response.getHeaders().get("Content-Security-Policy"))
        .isEqualTo(SecurityHeaders.POLICY);
    assertThat(answers).hasValue(0);
  }

  @Test
  void anAttributeOfTheSameNameIsNoGrant() {
    for (Object other : new Object[] {"CODE", 1, Refusal.CODE_REQUIRED}) {
      request.setAttribute("io.routeflow.micronaut.console.grant", other);
      assertThat(answer(seen -> true).code()).isEqualTo(403);
    }
    assertThat(answers).hasValue(0);
  }

  @ParameterizedTest
  @CsvSource({
    "CODE, false, 200",
    "TOKEN, false, 200",
    "LEFT_TO_SECURITY, false, 403",
    "LEFT_TO_SECURITY, true, 200",
  })
  void aGrantIsAnsweredAndSecuritysOnlyOnceItHasLooked(
      AccessGrant grant, boolean looked, int status) {
    grant.attachTo(request);
    assertThat(answer(seen -> looked).code()).isEqualTo(status);
    assertThat(answers).hasValue(status == 200 ? 1 : 0);
  }

  @Test
  void whatWasLeftToSecurityIsRefusedWhereThereIsNone() {
    AccessGrant.LEFT_TO_SECURITY.attachTo(request);
    assertThat(answer(null).code()).isEqualTo(403);
    assertThat(answers).hasValue(0);
  }

  private HttpResponse<?> answer(@Nullable OuterSecurity security) {
    return new AccessGuard(security)
        .answer(
            request,
            () -> {
              answers.incrementAndGet();
              return HttpResponse.ok();
            });
  }
}
