package io.routeflow.micronaut.configuration;

import io.micronaut.core.convert.ConversionService;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A host, or a pattern of hosts, and a path in which some segments stand for any. */
record CallTemplateType() implements SettingType<String> {

  private static final int MAX_LENGTH = 256;

  private static final String SEGMENT = "(\\{[A-Za-z0-9_.-]+}|[^/{}?#*\\s]*)";

  private static final Pattern TEMPLATE =
      Pattern.compile(
          "(\\*|(\\*\\.)?[A-Za-z0-9_][A-Za-z0-9._-]*|\\[[0-9a-fA-F:.]+])(:\\d{1,5})?"
              + "(/"
              + SEGMENT
              + ")+");

  @Override
  public String expected() {
    return "a host and a path without a query, such as api.example.com/orders/{id}";
  }

  @Override
  public @Nullable String read(Object value, ConversionService conversion) {
    String text = TextType.scalar(value);
    return text != null
            && text.length() <= MAX_LENGTH
            && TextType.isVisible(text)
            && TEMPLATE.matcher(text).matches()
        ? text
        : null;
  }
}
