package io.routeflow.micronaut.jdbc.capture;

import io.routeflow.micronaut.jdbc.sql.NormalizedSql;
import org.jspecify.annotations.Nullable;

/** SQL as the application gave it, on the way to its execution. Thread-confined. */
final class GivenText implements SqlText {

  private final SqlRecorder recorder;

  /** As it was given; once it was recorded, what may be kept of it. */
  private @Nullable Object text;

  /**
   * Normalized when it is asked for.
   *
   * @param recorder that of the connection it runs on
   * @param text as it was given
   */
  GivenText(SqlRecorder recorder, @Nullable String text) {
    this.recorder = recorder;
    this.text = text;
  }

  /** What is kept of the text; {@code null} where it was not recorded. */
  @Nullable NormalizedSql recorded() {
    return text instanceof NormalizedSql normalized ? normalized : null;
  }

  @Override
  public NormalizedSql sql() {
    NormalizedSql normalized = recorder.normalized(text);
    text = normalized;
    return normalized;
  }
}
