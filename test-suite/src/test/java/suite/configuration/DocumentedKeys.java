package suite.configuration;

import io.micronaut.context.ApplicationContext;
import io.routeflow.micronaut.configuration.SettingCatalog;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The settings of the modules, by what documentation, metadata and warnings are made from. */
final class DocumentedKeys {

  private DocumentedKeys() {}

  /** The core's first. */
  static List<SettingCatalog> catalogs() {
    try (ApplicationContext context =
        ApplicationContext.run(Map.of("micronaut.security.enabled", false))) {
      return context.getBeansOfType(SettingCatalog.class).stream()
          .sorted(Comparator.comparing(SettingCatalog::module))
          .toList();
    }
  }

  /** Those of all modules, the core's first; also of those that are not on the class path here. */
  static List<SettingCatalog> documented() {
    return Stream.concat(catalogs().stream(), OtherCatalogs.all().stream()).toList();
  }

  /** The keys below {@code routeflow.} that have no name in them. */
  static List<String> plain() {
    return all().stream().filter(key -> !key.contains("*")).toList();
  }

  /** All keys below {@code routeflow.}; one with a star stands for those of a name. */
  static List<String> all() {
    return catalogs().stream()
        .flatMap(catalog -> catalog.groups().stream())
        .flatMap(group -> group.settings().stream().map(group::path))
        .toList();
  }
}
