package io.routeflow.micronaut.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class SettingGroupTest {

  private static final Setting<Integer> SIZE =
      Setting.of("size", SettingType.integer(1, 10), 5, "Some size.");
  private static final Setting<Boolean> FLAG =
      Setting.of("flag", SettingType.flag(), true, "Some flag.");
  private static final SettingGroup GROUP = SettingGroup.of("Sample", "sample.", SIZE, FLAG);

  @Test
  void aReplacedSettingKeepsItsPlace() {
    assertThat(GROUP.with(SIZE.withDefault(7)).settings())
        .containsExactly(SIZE.withDefault(7), FLAG);
  }

  @Test
  void aSettingIsReplacedByItsNamesakeOfTheSameTypeOnly() {
    Setting<Boolean> other = Setting.of("size", SettingType.flag(), true, "No size.");
    assertThatThrownBy(() -> GROUP.with(other)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void settingsCanBeLeftOutAndAdded() {
    Setting<String> name = Setting.optional("name", SettingType.text(9), "Some name.");
    assertThat(GROUP.without(SIZE.withDefault(1)).plus(name).settings())
        .containsExactly(FLAG, name);
  }

  @Test
  void pathsAreBelowThePrefix() {
    assertThat(GROUP.path(SIZE)).isEqualTo("sample.size");
    assertThat(GROUP.under("Named", "named.*.").named("a").path(SIZE)).isEqualTo("named.a.size");
    assertThat(GROUP.under("Named", "named.*.").isTemplate()).isTrue();
  }
}
