package io.routeflow.micronaut.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.routeflow.micronaut.event.ExceptionDetails;
import io.routeflow.micronaut.policy.masking.MaskedNames;
import io.routeflow.micronaut.policy.masking.TextMasker;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ExceptionReaderTest {

  private static final TextMasker MASKER = new TextMasker(MaskedNames.withDefaults(List.of()));

  @Test
  void withoutASettingOnlyTheClassIsRead() {
    assertThat(reader(false, false).read(new IllegalStateException("canary")))
        .isEqualTo(ExceptionDetails.named("java.lang.IllegalStateException"));
  }

  @Test
  void aMessageIsMaskedAndCut() {
    String message = "password=canary, " + "x".repeat(5000);
    assertThat(reader(true, false).read(new IllegalStateException(message)).message())
        .startsWith("password=[MASKED]")
        .doesNotContain("canary")
        .hasSize(ExceptionDetails.MAX_MESSAGE);
  }

  @Test
  void aStackHasNoMessageWhereMessagesAreOff() {
    ExceptionDetails details =
        reader(false, true)
            .read(new IllegalStateException("canary", new java.io.IOException("canary")));

    assertThat(details.toString()).doesNotContain("canary");
    assertThat(details.stackTrace())
        .startsWith("java.lang.IllegalStateException\n\tat ")
        .contains("\nCaused by: java.io.IOException\n");
    assertThat(details.frames().get(0).inApp()).isTrue();
    assertThat(details.frames().get(0).line()).isPositive();
    assertThat(details.frames().get(details.frames().size() - 1).inApp()).isFalse();
  }

  /** As those of a main class that has none. */
  @Test
  void classesWithoutAPackageAreTheApplicationsOwnWhereThatIsItsPackage() {
    Exception exception = new Exception();
    exception.setStackTrace(
        new StackTraceElement[] {
          new StackTraceElement("Main", "main", "Main.java", 3),
          new StackTraceElement("Main$Inner", "run", "Main.java", 4),
          new StackTraceElement("java.lang.Thread", "run", "Thread.java", 5)
        });
    ExceptionReader blank = new ExceptionReader(false, true, List.of(""), MASKER);
    assertThat(blank.read(exception).frames())
        .extracting(ExceptionDetails.Frame::inApp)
        .containsExactly(true, true, false);
    assertThat(reader(false, true).read(exception).frames())
        .extracting(ExceptionDetails.Frame::inApp)
        .containsOnly(false);
  }

  @Test
  void suppressedExceptionsAreLeftOut() {
    Exception cause = new Exception("cause");
    cause.addSuppressed(new java.io.IOException("canary"));
    Exception exception = new Exception("shown", cause);
    exception.addSuppressed(new java.io.IOException("canary"));

    ExceptionDetails details = reader(true, true).read(exception);

    assertThat(details.causes()).hasSize(1);
    assertThat(details.stackTrace()).contains("shown", "Caused by: java.lang.Exception: cause");
    for (String text : java.util.List.of(details.toString(), "" + details.stackTrace())) {
      assertThat(text).doesNotContain("canary", "IOException", "Suppressed");
    }
  }

  @Test
  void causesEndWhereTheyGoInACircleAndAtTheLimit() {
    Exception first = new Exception("first");
    Exception second = new Exception("second", first);
    first.initCause(second);
    assertThat(reader(true, true).read(first).causes()).hasSize(1);

    Throwable deep = new Exception("0");
    for (int i = 0; i < 50; i++) {
      deep = new Exception("more", deep);
    }
    assertThat(reader(true, true).read(deep).causes()).hasSize(ExceptionDetails.MAX_CAUSES);
  }

  @Test
  void aDeepStackIsBounded() {
    ExceptionDetails details = reader(true, true).read(deep(1500));
    assertThat(details.frames()).hasSize(ExceptionDetails.MAX_FRAMES);
    String text = java.util.Objects.requireNonNull(details.stackTrace());
    assertThat(text.getBytes(StandardCharsets.UTF_8))
        .hasSizeLessThanOrEqualTo(ExceptionDetails.MAX_STACK_TRACE);
  }

  @Test
  void anExceptionWhoseOwnMethodsFailHasItsClass() {
    for (Throwable failure :
        List.of(new IllegalStateException("no message"), new AssertionError())) {
      Throwable hostile = new Hostile(failure);
      assertThat(reader(true, true).read(hostile))
          .isEqualTo(ExceptionDetails.named(Hostile.class.getName()));
      assertThat(reader(true, true).read(new Exception("outer", hostile)))
          .isEqualTo(ExceptionDetails.named("java.lang.Exception"));
    }
  }

  @Test
  void anExceptionWhoseMessageNeedsMoreStackThanThereIsHasItsClass() {
    Exception endless =
        new Exception() {
          @Override
          public String getMessage() {
            return toString(); // which asks for the message
          }
        };
    assertThat(reader(true, false).read(endless))
        .isEqualTo(ExceptionDetails.named(endless.getClass().getName()));
  }

  /** Fails in whatever it is asked for. */
  @SuppressWarnings("OverrideThrowableToString") // what fails is the point
  private static final class Hostile extends Exception {
    private final transient Throwable failure;

    Hostile(Throwable failure) {
      this.failure = failure;
    }

    @Override
    public String getMessage() {
      return fail();
    }

    @Override
    public String toString() {
      return fail();
    }

    private String fail() {
      if (failure instanceof Error error) {
        throw error;
      }
      throw (RuntimeException) failure;
    }
  }

  private static Throwable deep(int depth) {
    return depth == 0 ? new Exception("deep") : deep(depth - 1);
  }

  private static ExceptionReader reader(boolean messages, boolean stacks) {
    return new ExceptionReader(messages, stacks, List.of("io.routeflow.micronaut"), MASKER);
  }
}
