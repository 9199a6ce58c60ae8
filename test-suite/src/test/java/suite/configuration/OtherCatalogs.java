package suite.configuration;

import io.routeflow.micronaut.configuration.SettingCatalog;
import java.lang.reflect.Constructor;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The settings of the modules that are not on the class path here, since their libraries are not.
 * Their catalogs need none of these, so they are read from what was compiled.
 */
final class OtherCatalogs {

  private static final Map<String, String> CATALOGS =
      new TreeMap<>(
          Map.of(
              "routeflow-micronaut-opentelemetry",
              "io.routeflow.micronaut.opentelemetry.settings.OpenTelemetryCatalog",
              "routeflow-micronaut-kafka",
              "io.routeflow.micronaut.kafka.KafkaSettings"));

  private OtherCatalogs() {}

  static List<SettingCatalog> all() {
    List<SettingCatalog> all = new ArrayList<>();
    CATALOGS.forEach((module, type) -> all.add(catalog(module, type)));
    return all;
  }

  private static SettingCatalog catalog(String module, String type) {
    try {
      // not closed: a catalog loads classes of its settings when they are asked for
      ClassLoader loader =
          new URLClassLoader(new URL[] {classes(module)}, OtherCatalogs.class.getClassLoader());
      Constructor<?> made = Class.forName(type, true, loader).getDeclaredConstructor();
      made.setAccessible(true);
      return (SettingCatalog) made.newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(module + " is not compiled", e);
    }
  }

  private static URL classes(String module) {
    try {
      return Path.of("..", module, "target", "classes")
          .toAbsolutePath()
          .normalize()
          .toUri()
          .toURL();
    } catch (MalformedURLException e) {
      throw new IllegalStateException(e);
    }
  }
}
