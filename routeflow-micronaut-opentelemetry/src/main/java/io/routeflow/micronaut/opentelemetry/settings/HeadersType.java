package io.routeflow.micronaut.opentelemetry.settings;

import io.micronaut.core.convert.ConversionService;
import io.routeflow.micronaut.configuration.SettingType;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Headers as OpenTelemetry's variables have them, which a client can send. */
record HeadersType(int maxEntries) implements SettingType<Map<String, String>> {

  /** Long enough for any token. */
  private static final int MAX_LENGTH = 8192;

  private static final SettingType<String> NAME = SettingType.headerName();

  @Override
  public String expected() {
    return pairs().expected() + ", with names of headers and values of ASCII characters";
  }

  @Override
  public @Nullable Map<String, String> read(Object value, ConversionService conversion) {
    Map<String, String> headers = pairs().read(value, conversion);
    if (headers == null) {
      return null;
    }
    for (Map.Entry<String, String> header : headers.entrySet()) {
      if (NAME.read(header.getKey(), conversion) == null || !isAscii(header.getValue())) {
        return null;
      }
    }
    return headers;
  }

  @Override
  public @Nullable String remark(Object value) {
    return pairs().remark(value);
  }

  @Override
  public String editorType() {
    return pairs().editorType();
  }

  @Override
  public boolean hasEntries() {
    return true;
  }

  private PairsType pairs() {
    return new PairsType(maxEntries, MAX_LENGTH);
  }

  /** Control characters are refused before. */
  private static boolean isAscii(String text) {
    return text.chars().allMatch(c -> c <= '~');
  }
}
