package io.routeflow.micronaut.kafka;

import io.micronaut.core.convert.ConversionService;
import io.routeflow.micronaut.configuration.SettingType;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The name of a topic, as a broker accepts it. */
record TopicType() implements SettingType<String> {

  private static final SettingType<String> TOKEN = SettingType.token(1, 249);
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]+");

  @Override
  public String expected() {
    return "the name of a topic: 1 to 249 of letters, digits, '.', '_' and '-'";
  }

  @Override
  public @Nullable String read(Object value, ConversionService conversion) {
    String name = TOKEN.read(value, conversion);
    boolean isName =
        name != null && NAME.matcher(name).matches() && !name.equals(".") && !name.equals("..");
    return isName ? name : null;
  }
}
