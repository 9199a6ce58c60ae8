package suite.documentation;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micronaut.context.env.PropertySource;
import io.micronaut.context.env.yaml.YamlPropertySourceLoader;
import java.util.LinkedHashMap;
import java.util.Map;

/** A block of YAML as Micronaut reads a file of it. */
public final class Yaml {

  private Yaml() {}

  /** Its properties by their whole keys. */
  public static Map<String, Object> read(Block block) {
    Map<String, Object> flat = new LinkedHashMap<>();
    PropertySource source =
        PropertySource.of(
            new YamlPropertySourceLoader().read(block.place(), block.text().getBytes(UTF_8)));
    source.forEach(key -> flat.put(key, source.get(key)));
    return flat;
  }
}
