package io.routeflow.micronaut.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.core.convert.ConversionService;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Tags are a list of names, some of which have values. */
final class TagsTypeTest {

  private static final SettingType<Map<String, String>> TYPE = SettingType.tags(3);

  @Test
  void aNameAloneIsTrue() {
    assertThat(read("checkout, team = shop ,zone=a=b"))
        .isEqualTo(Map.of("checkout", "true", "team", "shop", "zone", "a=b"));
    assertThat(TYPE.remark("checkout, team = shop ,")).isNull();
  }

  @Test
  void aListMayHaveBothKindsAndPairs() {
    List<Object> list = List.of("checkout", "team=shop", Map.of("cost", 4711));
    assertThat(read(list)).isEqualTo(Map.of("checkout", "true", "team", "shop", "cost", "4711"));
    assertThat(read(Map.of("team", "shop", "cost", 4711)))
        .isEqualTo(Map.of("team", "shop", "cost", "4711"));
    assertThat(read(List.of())).isEqualTo(Map.of());
    assertThat(read(",")).isEqualTo(Map.of());
  }

  @Test
  void anEntryThatIsNotAcceptedCostsNoOther() {
    String bad = "=x,team=,a=b\u0007,checkout," + "x".repeat(1025);
    assertThat(read(bad)).isEqualTo(Map.of("checkout", "true"));
    assertThat(TYPE.remark(bad)).isEqualTo("left out: 4 entries");
    assertThat(read("a,b,c,d,a=1")).isEqualTo(Map.of("a", "1", "b", "true", "c", "true"));
    assertThat(TYPE.remark("a,b,c,d")).isEqualTo("left out: 1 entry");
    Map<String, @Nullable Object> map = new HashMap<>();
    map.put("team", null);
    map.put("inner", Map.of("a", "b"));
    map.put("zone", "eu");
    assertThat(read(map)).isEqualTo(Map.of("zone", "eu"));
  }

  @Test
  void whereNoneIsAcceptedTheValueIsNot() {
    for (Object bad : List.of("=x", "a=", "a=b\u0007", "${…}\0", Map.of("a", Map.of()))) {
      assertThat(TYPE.read(bad, ConversionService.SHARED)).as("%s", bad).isNull();
    }
  }

  private static @Nullable Map<String, String> read(Object value) {
    return TYPE.read(value, ConversionService.SHARED);
  }
}
