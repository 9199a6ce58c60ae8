package io.routeflow.micronaut.capture;

import io.micronaut.context.env.Environment;
import io.micronaut.core.annotation.Internal;
import io.routeflow.micronaut.capture.payload.ValuePayloads;
import io.routeflow.micronaut.configuration.ConsolePath;
import io.routeflow.micronaut.configuration.DetailSettings;
import io.routeflow.micronaut.configuration.LenientReader;
import io.routeflow.micronaut.policy.BreadcrumbPolicy;
import io.routeflow.micronaut.policy.masking.MaskedNames;
import io.routeflow.micronaut.policy.masking.TextMasker;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the settings let an event hold beyond the closed list of what is always captured. Made when
 * something of it is first needed. Immutable.
 */
@Internal
@Singleton
public final class CapturePolicies {

  private final BreadcrumbPolicy breadcrumbs;
  private final ExceptionReader exceptions;
  private final ValuePayloads payloads;
  private final @Nullable ExceptionReader localExceptions;

  /** As the settings say. */
  public CapturePolicies(
      LenientReader reader, Environment environment, @Nullable ConsolePath console) {
    DetailSettings details = DetailSettings.read(reader);
    MaskedNames names = MaskedNames.withDefaults(details.maskFields());
    TextMasker text = new TextMasker(names);
    this.breadcrumbs = new BreadcrumbPolicy(details.maxBreadcrumbs(), names, text);
    List<String> inApp = inAppPackages(details.inAppPackages(), environment);
    this.exceptions =
        new ExceptionReader(details.exceptionMessage(), details.stackTrace(), inApp, text);
    boolean more = !(details.exceptionMessage() && details.stackTrace());
    this.localExceptions =
        more && console != null && console.showsLocalDetails()
            ? new ExceptionReader(true, true, inApp, text)
            : null;
    this.payloads = new ValuePayloads(names, details.maxPayloadSizeBytes());
  }

  /**
   * Those of the environment and those of the setting. The environment has the package of the main
   * class, by name or by the stack of the thread that starts; which class that was it does not
   * keep, so that packages which the application has named beside it are its own as well.
   */
  private static List<String> inAppPackages(List<String> further, Environment environment) {
    return Stream.concat(environment.getPackages().stream(), further.stream()).distinct().toList();
  }

  /** How many breadcrumbs, and what is masked in them. */
  public BreadcrumbPolicy breadcrumbs() {
    return breadcrumbs;
  }

  /** What is read of exceptions. */
  public ExceptionReader exceptions() {
    return exceptions;
  }

  /**
   * What only the console of this process shows of exceptions; {@code null} where it shows no more
   * than the event has.
   */
  @Nullable ExceptionReader localExceptions() {
    return localExceptions;
  }

  /** What is made of values that the application hands over. */
  public ValuePayloads payloads() {
    return payloads;
  }
}
