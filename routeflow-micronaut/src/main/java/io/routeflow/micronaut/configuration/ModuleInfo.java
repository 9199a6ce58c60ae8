package io.routeflow.micronaut.configuration;

import io.micronaut.core.annotation.Internal;
import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

/** How the module names itself to the destinations. */
@Internal
public final class ModuleInfo {

  /** The name of the bean that delivers to the ingest endpoint. */
  public static final String INGEST_EXPORTER = "routeflow-ingest";

  /** The name in each batch and in the user agent. */
  public static final String NAME = "routeflow-micronaut";

  /** The version of the module. */
  public static final String VERSION = version();

  /** The user agent of the deliveries. */
  public static final String USER_AGENT = NAME + "/" + VERSION;

  private static final String UNKNOWN = "unknown";

  private ModuleInfo() {}

  private static String version() {
    try (InputStream stream =
        ModuleInfo.class.getResourceAsStream("/META-INF/routeflow/version.properties")) {
      if (stream == null) {
        return UNKNOWN;
      }
      Properties properties = new Properties();
      properties.load(stream);
      return properties.getProperty("version", UNKNOWN);
    } catch (IOException e) {
      return UNKNOWN;
    }
  }
}
