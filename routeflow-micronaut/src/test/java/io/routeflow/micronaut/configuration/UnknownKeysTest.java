package io.routeflow.micronaut.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.env.MapPropertySource;
import io.micronaut.context.env.PropertySource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class UnknownKeysTest {

  private static final SettingGroup ROOT =
      SettingGroup.of(
          "Root",
          "",
          Setting.of("sample-rate", SettingType.decimal(0, 1), 1.0, "A share."),
          Setting.of("tags", SettingType.map(9), Map.<String, String>of(), "Some tags."));
  private static final SettingGroup TREE =
      SettingGroup.of(
          "Tree", "tree.", Setting.of("leaf-size", SettingType.integer(1, 9), 1, "A size."));
  private static final SettingGroup NAMED = TREE.under("Named", "named.*.");

  private final UnknownKeys keys = new UnknownKeys(List.of(new Catalog()));

  @Test
  void aTypoIsReportedWithTheKeyThatWasProbablyMeant() {
    assertThat(warnings("routeflow.sampel-rate"))
        .containsExactly(
            "Unknown setting routeflow.sampel-rate has no effect;"
                + " did you mean routeflow.sample-rate?");
  }

  @Test
  void aTypoInAKnownTreeOrInItsNameIsReported() {
    assertThat(warnings("routeflow.tree.laef-size", "routeflow.treee.leaf-size"))
        .hasSize(2)
        .allMatch(line -> line.endsWith("did you mean routeflow.tree.leaf-size?"));
    assertThat(warnings("routeflow.tree.nothing-of-the-kind")).hasSize(3);
  }

  @Test
  void treesOfModulesThatAreNotThereAreNotReported() {
    assertThat(warnings("routeflow.elsewhere.topic", "routeflow.elsewhere.enabled")).isEmpty();
  }

  @Test
  void entriesAndNamesAreFree() {
    assertThat(
            warnings(
                "routeflow.tags.sample-rat",
                "routeflow.tags.costCenter",
                "routeflow.named.blue.leaf-size",
                "routeflow.named.blue.leafSize"))
        .isEmpty();
    assertThat(warnings("routeflow.named.light.blue.leaf-size")).isEmpty();
    assertThat(warnings("routeflow.named.blue.laef-size")).hasSize(1);
  }

  /** As Micronaut has {@code ROUTEFLOW_TAGS_0}. */
  @Test
  void aVariableOfOneEntryIsOfItsSetting() {
    Map<String, Object> set = Map.of("ROUTEFLOW_TAGS[0]", "x", "ROUTEFLOW_TREE_LEAF_SIZE", "1");
    PropertySource variables =
        new MapPropertySource("env", set) {
          @Override
          public PropertyConvention getConvention() {
            return PropertyConvention.ENVIRONMENT_VARIABLE;
          }
        };
    keys.search(List.of(variables));
    assertThat(keys.warnings()).isEmpty();
  }

  private List<String> warnings(String... names) {
    Map<String, Object> properties = new HashMap<>();
    for (String name : names) {
      properties.put(name, "x");
    }
    keys.search(List.of(PropertySource.of(properties)));
    return List.copyOf(keys.warnings());
  }

  private static final class Catalog implements SettingCatalog {
    @Override
    public String module() {
      return "sample";
    }

    @Override
    public List<SettingGroup> groups() {
      return List.of(ROOT, TREE, NAMED);
    }
  }
}
