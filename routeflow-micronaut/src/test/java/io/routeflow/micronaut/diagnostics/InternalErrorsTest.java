package io.routeflow.micronaut.diagnostics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.BeanProvider;
import io.routeflow.micronaut.InternalErrorListener;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;

final class InternalErrorsTest {

  private final List<String> notified = new ArrayList<>();
  private final InternalErrors errors =
      new InternalErrors(
          new BeanProvider<>() {

            @Override
            public InternalErrorListener get() {
              return (stage, error) -> notified.add(stage);
            }

            @Override
            public Iterator<InternalErrorListener> iterator() {
              return List.of(get()).iterator();
            }
          });

  @Test
  void aListenerIsNotMadeAnewInAContextThatIsClosed() {
    errors.report(Stage.CAPTURE, new IllegalStateException("there is a context"));
    errors.contextClosed();
    errors.report(Stage.EXPORT, new IllegalStateException("there are no beans"));
    assertThat(notified).containsExactly("capture");
  }
}
