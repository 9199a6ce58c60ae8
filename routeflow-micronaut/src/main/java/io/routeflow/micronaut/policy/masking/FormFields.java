package io.routeflow.micronaut.policy.masking;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a form, {@code application/x-www-form-urlencoded}. Strict: clients send JSON under
 * this type by mistake, and all of it would be taken for the name of one field. Thread-confined.
 */
final class FormFields {

  /** A form of more fields is not shown. */
  static final int MAX_FIELDS = 1_024;

  /**
   * No encoder of forms leaves these as they are. A semicolon is one of them because some receivers
   * take it for the end of a field: what follows would have a name that is not looked at.
   */
  private static final String NEVER_RAW = " \";<>\\^`{|}";

  /** Not in the name of a field: each of these says that it holds a value too. */
  private static final String NEVER_IN_NAME = "\"=&{}<>\\";

  private static final int ESCAPE_LENGTH = 3;

  /** A character of UTF-8 that was cut has lost its last byte, or up to three. */
  private static final int MAX_MISSING = 3;

  private static final JsonFactory JSON =
      JsonFactory.builder().recyclerPool(JsonRecyclerPools.newBoundedPool(4)).build();

  private final Map<String, List<String>> fields = new LinkedHashMap<>();
  private int count;

  private FormFields() {}

  /**
   * Reads a form.
   *
   * @param complete whether these bytes are all of it; else an escape at the end may be cut
   * @return null where it is none
   */
  static @Nullable FormFields read(byte[] body, int length, boolean complete) {
    for (int i = 0; i < length; i++) {
      if (body[i] < ' ' || body[i] == 0x7f || NEVER_RAW.indexOf(body[i]) >= 0) {
        return null;
      }
    }
    int end = complete ? length : endOfEscapes(body, length);
    FormFields form = new FormFields();
    int start = 0;
    for (int i = 0; i <= end; i++) {
      if (i == end || body[i] == '&') {
        if (i > start && !form.add(body, start, i, i == end && !complete)) {
          return null;
        }
        start = i + 1;
      }
    }
    return form;
  }

  /** The names of the fields. A name that holds a value too is that of no form. */
  Set<String> names() {
    return fields.keySet();
  }

  /** As a JSON object in UTF-8; a field that is repeated is an array. */
  byte[] toJson() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.writeStartObject();
      for (Map.Entry<String, List<String>> field : fields.entrySet()) {
        json.writeFieldName(field.getKey());
        List<String> values = field.getValue();
        if (values.size() == 1) {
          json.writeString(values.get(0));
        } else {
          json.writeArray(values.toArray(new String[0]), 0, values.size());
        }
      }
      json.writeEndObject();
    }
    return out.toByteArray();
  }

  private boolean add(byte[] body, int from, int to, boolean cut) {
    int equals = from;
    while (equals < to && body[equals] != '=') {
      equals++;
    }
    String name = decode(body, from, equals, cut && equals == to);
    String value = equals < to ? decode(body, equals + 1, to, cut) : "";
    if (name == null || value == null || !isPlausible(name) || ++count > MAX_FIELDS) {
      return false;
    }
    fields.computeIfAbsent(name, key -> new ArrayList<>(1)).add(value);
    return true;
  }

  /** The last character of a form that is cut may lack some of its bytes. */
  private static @Nullable String decode(byte[] body, int from, int to, boolean cut) {
    String decoded = PercentDecoder.decode(body, from, to);
    int end = to;
    for (int i = 0; decoded == null && cut && i < MAX_MISSING; i++) {
      end -= ESCAPE_LENGTH;
      decoded = end < from || body[end] != '%' ? null : PercentDecoder.decode(body, from, end);
    }
    return decoded;
  }

  private static boolean isPlausible(String name) {
    for (int i = 0; i < name.length(); i++) {
      if (name.charAt(i) < ' ' || NEVER_IN_NAME.indexOf(name.charAt(i)) >= 0) {
        return false;
      }
    }
    return true;
  }

  private static int endOfEscapes(byte[] body, int length) {
    if (length >= 1 && body[length - 1] == '%') {
      return length - 1;
    }
    return length >= 2 && body[length - 2] == '%' ? length - 2 : length;
  }
}
